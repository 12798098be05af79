package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/** Broken: acknowledges a WRITE first and looks at its payload afterwards. */
final class ReplyFirstFilesystem extends FlatFilesystem {
  /** The first byte of each payload, in the order in which they were read. */
  final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

  /**
   * What a late look found.
   *
   * @param offset of the write
   */
  record Seen(long offset, byte first, RuntimeException refusal) {}

  @Override
  public void write(WriteRequest request, WriteReply reply) {
    long offset = request.offset().bytes();
    Payload payload = request.payload();
    reply.written(request.size());
    ByteBuffer bytes = ByteBuffer.allocate(payload.size());
    try {
      payload.read(bytes);
      seen.add(new Seen(offset, bytes.get(0), null));
    } catch (LateAccessException e) {
      seen.add(new Seen(offset, (byte) 0, e));
    }
  }

  Seen next() throws InterruptedException {
    Seen next = seen.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no payload was read within 10 s");
    }
    return next;
  }
}
