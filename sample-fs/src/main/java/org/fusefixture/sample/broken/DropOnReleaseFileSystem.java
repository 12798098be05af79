package org.fusefixture.sample.broken;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * drops what it has not written back when a file is closed.
 *
 * <p>Seen in powerfs/powerfs#21.
 */
@Broken(
    bug = "drops what it has not written back when a file is closed",
    seenIn = "powerfs/powerfs#21",
    verdict = Breach.Kind.ZEROED,
    alsoShows = {Breach.Kind.TORN, Breach.Kind.STALE})
public final class DropOnReleaseFileSystem extends MemoryFileSystem {
  private static final int INLINE = 4096;

  private final Map<Long, Long> dirty = new ConcurrentHashMap<>();

  public DropOnReleaseFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    long end = write.offset() + write.size();
    if (end % INLINE != 0) {
      dirty.put(write.node().value(), end);
    }
    super.serveWrite(write, reply);
  }

  @Override
  public void flush(FlushRequest request, EmptyReply reply) {
    Long end = dirty.remove(request.nodeId().value());
    if (end != null && end <= sizeOf(request.nodeId())) {
      int tail = (int) (end % INLINE);
      put(request.nodeId(), end - tail, new byte[tail]);
    }
    super.flush(request, reply);
  }
}
