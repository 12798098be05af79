package org.fusefixture.sample.broken;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.request.FlushRequest;

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
public final class StaleSizeFileSystem extends MisshownAttributesFileSystem {
  private final Map<Long, Long> closed = new ConcurrentHashMap<>();

  public StaleSizeFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void flush(FlushRequest request, EmptyReply reply) {
    closed.put(request.nodeId().value(), sizeOf(request.nodeId()));
    super.flush(request, reply);
  }

  @Override
  Attributes shown(Attributes now) {
    long size = isRegular(now) ? closed.getOrDefault(now.inode(), 0L) : now.size();
    return changed(now, size, now.mtime(), now.links());
  }
}
