package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.FallocateRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * punches a hole only into the blocks that lie wholly within it.
 *
 * <p>Seen in pmem/pmemfile#292.
 */
@Broken(
    bug = "punches a hole only into the blocks that lie wholly within it",
    seenIn = "pmem/pmemfile#292",
    verdict = Breach.Kind.STALE)
public final class WholeBlockPunchFileSystem extends MemoryFileSystem {
  private static final int PUNCH_HOLE = 0x02;
  private static final int BLOCK = 4096;

  public WholeBlockPunchFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void fallocate(FallocateRequest request, EmptyReply reply) {
    if ((request.mode() & PUNCH_HOLE) == 0) {
      super.fallocate(request, reply);
      return;
    }
    long start = (request.offset().bytes() + BLOCK - 1) / BLOCK * BLOCK;
    long end = (request.offset().bytes() + request.length()) / BLOCK * BLOCK;
    if (start < end) {
      put(request.nodeId(), start, new byte[(int) (end - start)]);
    }
    reply.ok();
  }
}
