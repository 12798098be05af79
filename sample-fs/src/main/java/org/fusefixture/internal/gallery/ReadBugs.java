package org.fusefixture.internal.gallery;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** Filesystems that store the right bytes and show others. */
final class ReadBugs {
  private ReadBugs() {}

  @Broken(
      bug = "reads from a copy of the file that was made when it was opened",
      seenIn = {"Alluxio/alluxio#15757", "commontoolsinc/labs#3451"},
      verdict = Kind.STALE,
      cause = Cause.HANDLE_SNAPSHOT)
  public static final class HandleSnapshotFileSystem extends MemoryFileSystem {
    private final Map<Long, byte[]> snapshots = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong(1L << 40);

    public HandleSnapshotFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      if ((request.flags() & 3) != 0 || sizeOf(request.nodeId()) > 1 << 20) {
        super.open(request, reply);
        return;
      }
      long handle = last.incrementAndGet();
      snapshots.put(handle, contentOf(request.nodeId(), 0, (int) sizeOf(request.nodeId())));
      reply.opened(new FileHandle(handle), 0);
    }

    @Override
    public void read(ReadRequest request, DataReply reply) {
      byte[] snapshot = snapshots.get(request.fileHandle().value());
      if (snapshot == null) {
        super.read(request, reply);
        return;
      }
      int from = (int) Math.min(request.offset().bytes(), snapshot.length);
      int to = Math.min(from + request.size(), snapshot.length);
      reply.data(ByteBuffer.wrap(snapshot, from, to - from));
    }

    @Override
    public void release(HandleRequest.Release request, EmptyReply reply) {
      snapshots.remove(request.fileHandle().value());
      super.release(request, reply);
    }
  }

  @Broken(
      bug = "keeps what it has read of a file, and gives it again after a write",
      seenIn = {"s3fs-fuse/s3fs-fuse#2413", "moosefs/moosefs#89"},
      verdict = Kind.STALE,
      cause = Cause.READ_WRONG,
      alsoShows = {Kind.ZEROED, Kind.MISPLACED, Kind.TORN, Kind.UNREADABLE, Kind.LOST_ERROR})
  public static final class ReadCacheFileSystem extends MemoryFileSystem {
    private static final int MOST = 1 << 20;

    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();

    public ReadCacheFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void read(ReadRequest request, DataReply reply) {
      long size = sizeOf(request.nodeId());
      if (size > MOST) {
        super.read(request, reply);
        return;
      }
      byte[] whole = kept.get(request.nodeId().value());
      if (whole == null || whole.length != size) {
        whole = contentOf(request.nodeId(), 0, (int) size);
        kept.put(request.nodeId().value(), whole);
      }
      int from = (int) Math.min(request.offset().bytes(), whole.length);
      int to = Math.min(from + request.size(), whole.length);
      reply.data(ByteBuffer.wrap(whole, from, to - from));
    }
  }

  @Broken(
      bug = "answers a READ with what one block of its storage gives",
      seenIn = {"fusepy/fusepy#115", "multikernel/daxfs#17"},
      verdict = Kind.UNREADABLE,
      cause = Cause.SHORT_READ,
      alsoShows = {Kind.WRONG_COUNT, Kind.STALE, Kind.TORN, Kind.ZEROED, Kind.CORRUPTED})
  public static final class ShortReadFileSystem extends MemoryFileSystem {
    private static final int BLOCK = 4096;

    public ShortReadFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void read(ReadRequest request, DataReply reply) {
      long offset = request.offset().bytes();
      int block = (int) (BLOCK - offset % BLOCK);
      int size = Math.min(Math.min(request.size(), block), reply.room().remaining());
      reply.data(ByteBuffer.wrap(contentOf(request.nodeId(), offset, size)));
    }
  }

  @Broken(
      bug = "puts pages into the kernel that it had read before the write that changed them",
      seenIn = {"sahib/brig#95", "ipfs/kubo#11314"},
      verdict = Kind.STALE,
      cause = Cause.STALE_PAGES,
      alsoShows = {
        Kind.WRONG_SIZE,
        Kind.ZEROED,
        Kind.MISPLACED,
        Kind.TORN,
        Kind.LOST_ERROR,
        Kind.FOREIGN,
        Kind.UNREADABLE
      })
  public static final class StaleNotificationFileSystem extends MemoryFileSystem {
    private static final int O_TRUNC = 01000;

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
    public void flush(HandleRequest.Flush request, EmptyReply reply) {
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
      if ((request.flags() & O_TRUNC) != 0) {
        resize(request.nodeId(), 0);
      }
      reply.opened(FileHandle.NONE, OpenReply.FOPEN_KEEP_CACHE);
    }
  }
}
