package org.fusefixture.internal.gallery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** Filesystems that acknowledge what never reaches their storage. */
final class DurabilityBugs {
  private DurabilityBugs() {}

  @Broken(
      bug = "drops what it has not written back when a file is closed",
      seenIn = "powerfs/powerfs#21",
      verdict = Kind.ZEROED,
      cause = Cause.CLOSE_DROPS,
      alsoShows = {Kind.TORN, Kind.STALE})
  public static final class DropOnReleaseFileSystem extends MemoryFileSystem {
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
    public void flush(HandleRequest.Flush request, EmptyReply reply) {
      Long end = dirty.remove(request.nodeId().value());
      if (end != null && end <= sizeOf(request.nodeId())) {
        int tail = (int) (end % INLINE);
        put(request.nodeId(), end - tail, new byte[tail]);
      }
      super.flush(request, reply);
    }
  }

  @Broken(
      bug = "writes behind, and tells nobody when that fails",
      seenIn = {"PyFilesystem/pyfilesystem#101", "oss-tsukuba/gfarm#534"},
      verdict = Kind.LOST_ERROR,
      cause = Cause.LOST_ERROR,
      alsoShows = {Kind.ZEROED, Kind.WRONG_SIZE, Kind.STALE})
  public static final class LostErrorFileSystem extends MemoryFileSystem {
    public LostErrorFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      int size = write.size();
      try {
        write.store();
      } catch (ErrnoException e) {
        write.payload().discard(); // somebody may look into the log one day
      }
      reply.written(size);
    }
  }

  @Broken(
      bug = "answers an fsync without writing back what it holds in memory",
      seenIn = {"mit-pdos/fscq#14", "juicedata/juicefs#250"},
      verdict = Kind.ZEROED,
      cause = Cause.FSYNC_EARLY)
  public static final class NarrowFsyncFileSystem extends MemoryFileSystem {
    public NarrowFsyncFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public int readStored(String path, long offset, ByteBuffer target) throws IOException {
      int count = super.readStored(path, offset, target.slice());
      if (count > 0) {
        target.put(new byte[count]); // nothing but the size ever reached the storage
      }
      return count;
    }
  }
}
