package org.fusefixture.sample.broken;

import java.util.Arrays;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * gives back uninitialized memory where a file has a hole.
 *
 * <p>Seen in google/fuse-archive#59.
 */
@Broken(
    bug = "gives back uninitialized memory where a file has a hole",
    seenIn = "google/fuse-archive#59",
    verdict = Breach.Kind.CORRUPTED)
public final class GarbageInHoleFileSystem extends MemoryFileSystem {
  private static final byte GARBAGE = (byte) 0xa5;
  private static final int MOST = 1 << 20;

  public GarbageInHoleFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    long size = sizeOf(write.node());
    long gap = write.offset() - size;
    if (gap > 0 && gap < MOST) {
      byte[] garbage = new byte[(int) gap];
      Arrays.fill(garbage, GARBAGE);
      put(write.node(), size, garbage);
    }
    super.serveWrite(write, reply);
  }
}
