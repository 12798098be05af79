package org.fusefixture.internal.gallery;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.XattrName;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.XattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** Filesystems that show wrong attributes or extended attributes. */
final class AttributeBugs {
  private AttributeBugs() {}

  /** Keeps the right attributes and shows others. */
  abstract static class MisshownAttributesFileSystem extends MemoryFileSystem {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    MisshownAttributesFileSystem(FilesystemContext context) {
      super(context);
    }

    static boolean isRegular(Attributes now) {
      return (now.mode() & TYPE) == REGULAR;
    }

    /** Attributes with another size, time of modification and number of links. */
    static Attributes changed(Attributes now, long size, Instant mtime, int links) {
      return new Attributes(
          now.inode(),
          size,
          now.blocks(),
          now.atime(),
          mtime,
          now.ctime(),
          now.mode(),
          links,
          now.uid(),
          now.gid(),
          now.device(),
          now.blockSize(),
          now.flags());
    }
  }

  @Broken(
      bug = "shows one link of a file that has several names",
      seenIn = {"alperakcan/fuse-ext2#97", "seaweedfs/seaweedfs#9062"},
      verdict = Kind.WRONG_ATTRIBUTE,
      cause = Cause.LINK_COUNT)
  public static final class LinkCountFileSystem extends MisshownAttributesFileSystem {
    public LinkCountFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected Attributes shown(Attributes now) {
      return changed(now, now.size(), now.mtime(), isRegular(now) ? 1 : now.links());
    }
  }

  @Broken(
      bug = "shows the size that a file had when it was last closed",
      seenIn = {"littlefs-project/littlefs-fuse#4", "Alluxio/alluxio#14714"},
      verdict = Kind.WRONG_SIZE,
      cause = Cause.SIZE_SHOWN,
      alsoShows = {
        Kind.STALE,
        Kind.UNREADABLE,
        Kind.WRONG_COUNT,
        Kind.ZEROED,
        Kind.MISPLACED,
        Kind.WRONG_ERROR,
        Kind.LOST_ERROR
      })
  public static final class StaleSizeFileSystem extends MisshownAttributesFileSystem {
    private final Map<Long, Long> closed = new ConcurrentHashMap<>();

    public StaleSizeFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void flush(HandleRequest.Flush request, EmptyReply reply) {
      closed.put(request.nodeId().value(), sizeOf(request.nodeId()));
      super.flush(request, reply);
    }

    @Override
    protected Attributes shown(Attributes now) {
      long size = isRegular(now) ? closed.getOrDefault(now.inode(), 0L) : now.size();
      return changed(now, size, now.mtime(), now.links());
    }
  }

  @Broken(
      bug = "takes the access time for the modification time",
      seenIn = "sagemathinc/fuse-native#3",
      verdict = Kind.WRONG_ATTRIBUTE,
      cause = Cause.TIMES_SWAPPED)
  public static final class SwappedTimesFileSystem extends MisshownAttributesFileSystem {
    public SwappedTimesFileSystem(FilesystemContext context) {
      super(context);
    }

    /** Attributes that the kernel does not keep are asked for each time. */
    @Override
    protected Duration validity() {
      return Duration.ZERO;
    }

    @Override
    protected Attributes shown(Attributes now) {
      return changed(now, now.size(), now.atime(), now.links());
    }
  }

  @Broken(
      bug = "cuts the value of an extended attribute to the size last asked for",
      seenIn = {"pkg/xattr#30", "openzfs/zfs#1409"},
      verdict = Kind.WRONG_XATTR,
      cause = Cause.XATTR_CUT)
  public static final class XattrSizeFileSystem extends MemoryFileSystem {
    private final Map<XattrName, byte[]> values = new ConcurrentHashMap<>();
    private final Map<XattrName, Integer> sizes = new ConcurrentHashMap<>();

    public XattrSizeFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void setxattr(XattrRequest.Set request, EmptyReply reply) {
      ByteBuffer value = request.value().duplicate();
      byte[] bytes = new byte[value.remaining()];
      value.get(bytes);
      values.put(request.name(), bytes);
      super.setxattr(request, reply);
    }

    @Override
    public void getxattr(XattrRequest.Get request, XattrReply reply) {
      byte[] value = values.get(request.name());
      if (value == null) {
        super.getxattr(request, reply);
        return;
      }
      int size = sizes.computeIfAbsent(request.name(), name -> value.length);
      reply.value(ByteBuffer.wrap(value, 0, Math.min(size, value.length)), request.size());
    }
  }
}
