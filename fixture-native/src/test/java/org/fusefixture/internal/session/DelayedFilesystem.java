package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;

/** Leaves each READ unanswered until somebody asks for it, or its caller is interrupted. */
final class DelayedFilesystem extends FlatFilesystem {
  final Map<Unique, DataReply> open = new ConcurrentHashMap<>();
  final CountDownLatch firstRead = new CountDownLatch(1);

  /** Past the page cache: reading ahead has no caller that could be interrupted. */
  @Override
  public void open(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, OpenReply.FOPEN_DIRECT_IO);
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    open.put(request.unique(), reply);
    firstRead.countDown();
  }

  @Override
  public void interrupt(Unique unique) {
    DataReply reply = open.remove(unique);
    if (reply != null) {
      reply.fail(Errno.EINTR);
    }
  }

  /** Answers all that are open. */
  int answer(String text) {
    int count = 0;
    for (Unique unique : open.keySet()) {
      DataReply reply = open.remove(unique);
      if (reply != null) {
        reply.data(ByteBuffer.wrap(text.getBytes()));
        count++;
      }
    }
    return count;
  }
}
