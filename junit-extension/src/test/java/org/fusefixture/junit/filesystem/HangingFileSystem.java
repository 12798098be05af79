package org.fusefixture.junit.filesystem;

import java.util.concurrent.CountDownLatch;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.request.ReadRequest;

/** READ never comes back. */
public final class HangingFileSystem extends NotesFileSystem {
  private final CountDownLatch never = new CountDownLatch(1);

  @Override
  public void read(ReadRequest request, DataReply reply) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
