package org.fusefixture.internal.agent;

import java.util.concurrent.CountDownLatch;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Never answers a WRITE. */
public final class HangingFilesystem extends TestFilesystem {
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    hangInWrite();
  }

  private static void hangInWrite() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
