package org.fusefixture.internal.gallery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** Filesystems that do what few do and are right all the same: no verdict may blame them. */
final class UnusualFilesystems {
  private UnusualFilesystems() {}

  static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Unusual("makes what is stored durable at an fsync and not before")
  public static final class BarrierFileSystem extends MemoryFileSystem {
    private final Map<Long, byte[]> durable = new ConcurrentHashMap<>();

    public BarrierFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
      long size = Math.min(sizeOf(request.nodeId()), 1 << 24);
      durable.put(request.nodeId().value(), contentOf(request.nodeId(), 0, (int) size));
      super.fsync(request, reply);
    }

    @Override
    public long storedSize(String path) throws IOException {
      return stored(path).length;
    }

    @Override
    public int readStored(String path, long offset, ByteBuffer target) throws IOException {
      byte[] bytes = stored(path);
      if (offset >= bytes.length) {
        return -1;
      }
      int count = Math.min(target.remaining(), bytes.length - (int) offset);
      target.put(bytes, (int) offset, count);
      return count;
    }

    private byte[] stored(String path) throws IOException {
      NodeId node = nodeOf(path);
      if (node == null) {
        throw new NoSuchFileException(path);
      }
      return durable.getOrDefault(node.value(), new byte[0]);
    }
  }

  @Unusual("copies a payload, replies, and stores the copy later, before anybody can look")
  public static final class CopyingWriteBehindFileSystem extends MemoryFileSystem {
    private final ExecutorService storing =
        Executors.newSingleThreadExecutor(daemons("write-behind"));

    public CopyingWriteBehindFileSystem(FilesystemContext context) {
      super(context);
    }

    /** One thread stores in the order of arrival, and every other request waits for it. */
    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      byte[] copy = write.take();
      NodeId node = write.node();
      long offset = write.offset();
      long size = sizeOf(node);
      if (offset + copy.length > size) {
        settle();
        put(node, offset, copy); // space has to be taken before it is promised
      } else {
        storing.execute(() -> put(node, offset, copy));
      }
      reply.written(copy.length);
    }

    private void settle() {
      CountDownLatch settled = new CountDownLatch(1);
      storing.execute(settled::countDown);
      try {
        if (!settled.await(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("what was written cannot be stored");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void read(ReadRequest request, DataReply reply) {
      settle();
      super.read(request, reply);
    }

    @Override
    public void setattr(SetattrRequest request, AttributesReply reply) {
      settle();
      super.setattr(request, reply);
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      settle();
      super.open(request, reply);
    }

    @Override
    public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
      settle();
      super.fallocate(request, reply);
    }

    @Override
    public void unlink(NameRequest request, EmptyReply reply) {
      settle();
      super.unlink(request, reply);
    }

    @Override
    public void forget(NodeId nodeId, long lookupCount) {
      settle();
      super.forget(nodeId, lookupCount);
    }

    @Override
    public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
      settle();
      super.fsync(request, reply);
    }

    @Override
    public void stop() {
      storing.shutdown();
      super.stop();
    }
  }

  @Unusual("answers every WRITE from another thread than the one that got it")
  public static final class OtherThreadFileSystem extends MemoryFileSystem {
    private final ExecutorService answering = Executors.newFixedThreadPool(2, daemons("answering"));

    public OtherThreadFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      answering.execute(() -> answer(write, reply));
    }

    private static void answer(PendingWrite write, WriteReply reply) {
      int stored;
      try {
        stored = write.store();
      } catch (ErrnoException e) {
        reply.fail(e.errno());
        return;
      }
      reply.written(stored);
    }

    @Override
    public void stop() {
      answering.shutdownNow();
      super.stop();
    }
  }

  @Unusual("consumes a payload in pieces of odd sizes before it replies")
  public static final class PiecewiseFileSystem extends MemoryFileSystem {
    private static final int PIECE = 1021;

    public PiecewiseFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      int size = write.size();
      byte[] whole = new byte[size];
      ByteBuffer target = ByteBuffer.wrap(whole);
      while (target.hasRemaining()) {
        target.limit(Math.min(size, target.position() + PIECE));
        write.payload().read(target);
        target.limit(size);
      }
      put(write.node(), write.offset(), whole);
      reply.written(size);
    }
  }

  @Unusual("opens every file with FOPEN_DIRECT_IO, so that the kernel keeps no page and maps none")
  public static final class DirectFileSystem extends MemoryFileSystem {
    public DirectFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      if ((request.flags() & 01000) != 0) {
        resize(request.nodeId(), 0);
      }
      reply.opened(FileHandle.NONE, OpenReply.FOPEN_DIRECT_IO);
    }

    /** The kernel then makes a file with MKNOD and opens it. */
    @Override
    public void create(MakeRequest.Create request, CreateReply reply) {
      reply.fail(Errno.ENOSYS);
    }
  }

  @Unusual("lets the kernel keep no name, no attribute and no page")
  public static final class UncachedFileSystem extends MemoryFileSystem {
    public UncachedFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected Duration validity() {
      return Duration.ZERO;
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      if ((request.flags() & 01000) != 0) {
        resize(request.nodeId(), 0);
      }
      reply.opened(FileHandle.NONE, 0);
    }
  }
}
