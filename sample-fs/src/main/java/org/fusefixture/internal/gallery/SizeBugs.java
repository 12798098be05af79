package org.fusefixture.internal.gallery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** Filesystems that truncate or punch wrongly. */
final class SizeBugs {
  private SizeBugs() {}

  @Broken(
      bug = "answers a change of the size with the old attributes, and does not make it",
      seenIn = "rednakta/nilbox#49",
      verdict = Kind.WRONG_SIZE,
      cause = Cause.TRUNCATION_IGNORED,
      alsoShows = Kind.STALE)
  public static final class IgnoredTruncateFileSystem extends MemoryFileSystem {
    public IgnoredTruncateFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void setattr(SetattrRequest request, AttributesReply reply) {
      if ((request.valid() & SetattrRequest.FATTR_SIZE) != 0) {
        reply.attributes(attributesOf(request.nodeId()), validity());
      } else {
        super.setattr(request, reply);
      }
    }
  }

  @Broken(
      bug = "changes the size in a truncation and leaves the bytes behind it",
      seenIn = {"marmos91/dittofs#1538", "multikernel/daxfs#16"},
      verdict = Kind.STALE,
      cause = Cause.TRUNCATION_KEEPS_BYTES,
      alsoShows = {Kind.ZEROED, Kind.MISPLACED})
  public static final class TailAfterTruncateFileSystem extends MemoryFileSystem {
    private final Map<Long, byte[]> tails = new ConcurrentHashMap<>();

    public TailAfterTruncateFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void setattr(SetattrRequest request, AttributesReply reply) {
      if ((request.valid() & SetattrRequest.FATTR_SIZE) != 0) {
        long node = request.nodeId().value();
        long old = sizeOf(request.nodeId());
        if (request.size() < old) {
          tails.put(
              node, contentOf(request.nodeId(), request.size(), (int) (old - request.size())));
        } else if (tails.containsKey(node)) {
          put(request.nodeId(), old, tails.remove(node));
        }
      }
      super.setattr(request, reply);
    }
  }

  @Broken(
      bug = "agrees to truncate in OPEN, and does not",
      seenIn = {"tytso/e2fsprogs#223", "strukto-ai/mirage#1035"},
      verdict = Kind.WRONG_SIZE,
      cause = Cause.OPEN_TRUNCATION_IGNORED,
      alsoShows = {Kind.STALE, Kind.WRONG_ATTRIBUTE})
  public static final class TruncatingOpenFileSystem extends MemoryFileSystem {
    public TruncatingOpenFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      reply.opened(FileHandle.NONE, 0);
    }
  }

  @Broken(
      bug = "punches a hole only into the blocks that lie wholly within it",
      seenIn = "pmem/pmemfile#292",
      verdict = Kind.STALE,
      cause = Cause.HOLE_KEEPS_BYTES)
  public static final class WholeBlockPunchFileSystem extends MemoryFileSystem {
    private static final int PUNCH_HOLE = 0x02;
    private static final int BLOCK = 4096;

    public WholeBlockPunchFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
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
}
