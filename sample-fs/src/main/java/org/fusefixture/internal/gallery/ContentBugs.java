package org.fusefixture.internal.gallery;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** Filesystems that store other bytes than they were given, or store them elsewhere. */
final class ContentBugs {
  private ContentBugs() {}

  @Broken(
      bug = "appends all that an O_APPEND handle writes, at any offset",
      seenIn = {"bazil/fuse#168", "cloud-hypervisor/fuse-backend-rs#95"},
      verdict = Kind.WRONG_SIZE,
      cause = Cause.APPENDED_OFFSET,
      alsoShows = Kind.STALE)
  public static final class AppendHandleFileSystem extends MemoryFileSystem {
    private static final int O_APPEND = 02000;

    private final Set<Long> appending = ConcurrentHashMap.newKeySet();

    public AppendHandleFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void create(MakeRequest.Create request, CreateReply reply) {
      if ((request.flags() & O_APPEND) != 0) {
        appending.add(reply.unique().value());
      }
      super.create(request, reply);
    }

    @Override
    public void write(WriteRequest request, WriteReply reply) {
      boolean cached = (request.writeFlags() & WriteRequest.FLAG_CACHE) != 0;
      if (!cached || appending.isEmpty()) {
        super.write(request, reply);
        return;
      }
      byte[] bytes = new byte[request.size()];
      request.payload().read(ByteBuffer.wrap(bytes));
      put(request.nodeId(), sizeOf(request.nodeId()), bytes);
      reply.written(bytes.length);
      appending.clear();
    }
  }

  @Broken(
      bug = "stores whole blocks, and fills what a write leaves of them with zeros",
      seenIn = "macfuse/macfuse#244",
      verdict = Kind.ZEROED,
      cause = Cause.ZEROED_NEIGHBOURS,
      alsoShows = {Kind.TORN, Kind.STALE, Kind.LOST_ERROR})
  public static final class BlockRewriteFileSystem extends MemoryFileSystem {
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

  @Broken(
      bug = "drops a WRITE that comes from the page cache, as it belongs to no caller",
      seenIn = "linux-test-project/ltp#1268",
      verdict = Kind.STALE,
      cause = Cause.CACHED_WRITE_LOST)
  public static final class CacheWriteFileSystem extends MemoryFileSystem {
    public CacheWriteFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void write(WriteRequest request, WriteReply reply) {
      if ((request.writeFlags() & WriteRequest.FLAG_CACHE) != 0) {
        int size = request.size();
        request.payload().discard();
        reply.written(size);
        return;
      }
      super.write(request, reply);
    }
  }

  @Broken(
      bug = "gives back uninitialized memory where a file has a hole",
      seenIn = "google/fuse-archive#59",
      verdict = Kind.CORRUPTED,
      cause = Cause.HOLE_NOT_ZERO)
  public static final class GarbageInHoleFileSystem extends MemoryFileSystem {
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

  @Broken(
      bug = "keeps offsets of writes in 32 bits",
      seenIn = {"fuse-friends/fuse-native#5", "s3fs-fuse/s3fs-fuse#1039"},
      verdict = Kind.MISPLACED,
      cause = Cause.OFFSET_CUT,
      alsoShows = Kind.WRONG_SIZE)
  public static final class NarrowOffsetFileSystem extends MemoryFileSystem {
    public NarrowOffsetFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      long offset = write.offset() & 0xffffffffL;
      byte[] bytes = write.take();
      put(write.node(), offset, bytes);
      reply.written(bytes.length);
    }
  }

  @Broken(
      bug = "takes of a WRITE what fits into one block of its storage, and says so",
      seenIn = "hanwen/go-fuse#201",
      verdict = Kind.WRONG_COUNT,
      cause = Cause.SHORT_WRITE,
      alsoShows = {Kind.WRONG_ERROR, Kind.WRONG_SIZE, Kind.STALE, Kind.ZEROED, Kind.UNREADABLE})
  public static final class ShortWriteFileSystem extends MemoryFileSystem {
    private static final int BLOCK = 4096;

    public ShortWriteFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      int room = (int) (BLOCK - write.offset() % BLOCK);
      byte[] bytes = write.take();
      byte[] taken = Arrays.copyOf(bytes, Math.min(bytes.length, room));
      put(write.node(), write.offset(), taken);
      reply.written(taken.length);
    }
  }

  @Broken(
      bug = "takes what the first splice moves, and acknowledges all of the payload",
      seenIn = {"hanwen/go-fuse#54", "CurvineIO/curvine#1202"},
      verdict = Kind.ZEROED,
      cause = Cause.PARTIAL_STORE,
      alsoShows = {Kind.TORN, Kind.WRONG_SIZE, Kind.STALE, Kind.LOST_ERROR})
  public static final class ShortTransferFileSystem extends MemoryFileSystem {
    /** What a pipe of the usual size holds. */
    private static final int PIPE = 64 * 1024;

    public ShortTransferFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      byte[] bytes = write.take();
      put(write.node(), write.offset(), Arrays.copyOf(bytes, Math.min(bytes.length, PIPE)));
      long end = write.offset() + bytes.length;
      if (sizeOf(write.node()) < end) {
        resize(write.node(), end);
      }
      reply.written(bytes.length);
    }
  }
}
