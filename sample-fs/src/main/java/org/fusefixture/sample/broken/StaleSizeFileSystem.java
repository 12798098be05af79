package org.fusefixture.sample.broken;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.StatxReply;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * shows the size that a file had when it was last closed.
 *
 * <p>Seen in littlefs-project/littlefs-fuse#4 and Alluxio/alluxio#14714.
 */
@Broken(
    bug = "shows the size that a file had when it was last closed",
    seenIn = {"littlefs-project/littlefs-fuse#4", "Alluxio/alluxio#14714"},
    verdict = Breach.Kind.WRONG_SIZE,
    alsoShows = {
      Breach.Kind.STALE,
      Breach.Kind.UNREADABLE,
      Breach.Kind.WRONG_COUNT,
      Breach.Kind.ZEROED,
      Breach.Kind.MISPLACED,
      Breach.Kind.WRONG_ERROR,
      Breach.Kind.LOST_ERROR
    })
public final class StaleSizeFileSystem extends MemoryFileSystem {
  private final Map<Long, Long> closed = new ConcurrentHashMap<>();

  public StaleSizeFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(stale(attributesOf(request.nodeId())), validity());
  }

  @Override
  public void flush(FlushRequest request, EmptyReply reply) {
    closed.put(request.nodeId().value(), sizeOf(request.nodeId()));
    super.flush(request, reply);
  }

  private Attributes stale(Attributes now) {
    boolean file = (now.mode() & 0170000) == 0100000;
    long size = file ? closed.getOrDefault(now.inode(), 0L) : now.size();
    return new Attributes(
        now.inode(),
        size,
        now.blocks(),
        now.atime(),
        now.mtime(),
        now.ctime(),
        now.mode(),
        now.links(),
        now.uid(),
        now.gid(),
        now.device(),
        now.blockSize(),
        now.flags());
  }

  /** The kernel then asks with GETATTR. */
  @Override
  public void statx(StatxRequest request, StatxReply reply) {
    reply.fail(Errno.ENOSYS);
  }
}
