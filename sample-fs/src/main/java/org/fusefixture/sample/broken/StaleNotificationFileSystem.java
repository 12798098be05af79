package org.fusefixture.sample.broken;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenFlags;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * puts pages into the kernel that it had read before the write that changed them.
 *
 * <p>Seen in sahib/brig#95 and ipfs/kubo#11314.
 */
@Broken(
    bug = "puts pages into the kernel that it had read before the write that changed them",
    seenIn = {"sahib/brig#95", "ipfs/kubo#11314"},
    verdict = Breach.Kind.STALE,
    alsoShows = {
      Breach.Kind.WRONG_SIZE,
      Breach.Kind.ZEROED,
      Breach.Kind.MISPLACED,
      Breach.Kind.TORN,
      Breach.Kind.LOST_ERROR,
      Breach.Kind.FOREIGN,
      Breach.Kind.UNREADABLE
    })
public final class StaleNotificationFileSystem extends MemoryFileSystem {
  private final Map<Long, byte[]> first = new ConcurrentHashMap<>();
  private volatile FilesystemSession session;

  public StaleNotificationFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void start(FilesystemSession started) {
    session = started;
    super.start(started);
  }

  @Override
  protected void serveWrite(PendingWrite write, WriteReply reply) {
    long node = write.node().value();
    if (!first.containsKey(node) && sizeOf(write.node()) > 0) {
      first.put(node, contentOf(write.node(), 0, 4096));
    }
    super.serveWrite(write, reply);
  }

  /** Here no request holds the pages, so that the kernel takes them. */
  @Override
  public void flush(FlushRequest request, EmptyReply reply) {
    byte[] old = first.get(request.nodeId().value());
    if (old != null) {
      try {
        session.notifier().store(request.nodeId(), new Offset(0), ByteBuffer.wrap(old));
      } catch (ErrnoException e) {
        first.remove(request.nodeId().value()); // the kernel does not know the inode any more
      }
    }
    super.flush(request, reply);
  }

  /** The kernel keeps what it has of a file that it opens. */
  @Override
  public void open(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, OpenFlags.KEEP_CACHE);
  }
}
