package org.fusefixture.sample.unusual;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** consumes a payload in pieces of odd sizes before it replies. Unusual, and right. */
@Unusual("consumes a payload in pieces of odd sizes before it replies")
public final class PiecewiseFileSystem extends MemoryFileSystem {
  private static final int PIECE = 1021;

  public PiecewiseFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    int size = write.size();
    byte[] whole = new byte[size];
    ByteBuffer target = ByteBuffer.wrap(whole);
    while (target.hasRemaining()) {
      target.limit(Math.min(size, target.position() + PIECE));
      write.payload().read(target);
      target.limit(size);
    }
    put(write.node(), write.offset(), whole);
    reply.written(size);
  }
}
