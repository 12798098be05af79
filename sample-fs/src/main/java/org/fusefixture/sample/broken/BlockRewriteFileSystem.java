package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * stores whole blocks, and fills what a write leaves of them with zeros.
 *
 * <p>Seen in macfuse/macfuse#244.
 */
@Broken(
    bug = "stores whole blocks, and fills what a write leaves of them with zeros",
    seenIn = "macfuse/macfuse#244",
    verdict = Breach.Kind.ZEROED,
    alsoShows = {Breach.Kind.TORN, Breach.Kind.STALE, Breach.Kind.LOST_ERROR})
public final class BlockRewriteFileSystem extends MemoryFileSystem {
  private static final int BLOCK = 512;

  public BlockRewriteFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    byte[] bytes = write.take();
    int before = (int) (write.offset() % BLOCK);
    long start = write.offset() - before;
    byte[] blocks = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, blocks, before, bytes.length);
    put(write.node(), start, blocks);
    reply.written(bytes.length);
  }
}
