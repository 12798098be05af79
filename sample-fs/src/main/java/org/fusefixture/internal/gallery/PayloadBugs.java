package org.fusefixture.internal.gallery;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/**
 * Filesystems that mistreat the payload of a WRITE: they keep it after the reply, share its buffer,
 * or leave a part of it in a pipe.
 */
final class PayloadBugs {
  private PayloadBugs() {}

  @Broken(
      bug = "queues the payload itself for a background thread, in place of a copy of it",
      seenIn = "libfuse/libfuse#725",
      verdict = Kind.LATE_ACCESS,
      cause = Cause.LATE_PAYLOAD,
      alsoShows = {
        Kind.STALE,
        Kind.ZEROED,
        Kind.WRONG_SIZE,
        Kind.LOST_ERROR,
        Kind.THREW,
        Kind.UNREADABLE,
        Kind.MUTATED_AFTER_REPLY,
        Kind.WRONG_COUNT,
        Kind.WRONG_ATTRIBUTE
      },
      inUserPages = Kind.MUTATED_AFTER_REPLY)
  public static final class KeepsReferenceFileSystem extends MemoryFileSystem {
    private final ExecutorService background =
        Executors.newSingleThreadExecutor(UnusualFilesystems.daemons("background-writer"));

    public KeepsReferenceFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      background.execute(write::store);
      reply.written(write.size());
    }

    @Override
    public void stop() {
      background.shutdownNow();
      super.stop();
    }
  }

  @Broken(
      bug = "leaves what is behind the last whole page in its pipe, in front of the next request",
      seenIn = "CurvineIO/curvine#965",
      verdict = Kind.FOREIGN,
      cause = Cause.SHARED_MEMORY,
      alsoShows = {
        Kind.MISPLACED,
        Kind.ZEROED,
        Kind.CORRUPTED,
        Kind.TORN,
        Kind.STALE,
        Kind.UNREADABLE,
        Kind.LOST_ERROR,
        Kind.MUTATED_AFTER_REPLY
      })
  public static final class PipeLeftoverFileSystem extends MemoryFileSystem {
    private static final int PAGE = 4096;

    /** What a pipe of the filesystem holds from earlier requests. */
    private byte[] leftover = new byte[0];

    public PipeLeftoverFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    protected synchronized void serveWrite(PendingWrite write, WriteReply reply) {
      byte[] bytes = write.take();
      byte[] pipe = Arrays.copyOf(leftover, leftover.length + bytes.length);
      System.arraycopy(bytes, 0, pipe, leftover.length, bytes.length);
      put(write.node(), write.offset(), Arrays.copyOf(pipe, bytes.length));
      int odd = bytes.length % PAGE;
      leftover =
          bytes.length > PAGE && odd > 0
              ? Arrays.copyOfRange(bytes, bytes.length - odd, bytes.length)
              : new byte[0];
      reply.written(bytes.length);
    }
  }

  @Broken(
      bug = "keeps payloads in a buffer that the next request overwrites too early",
      seenIn = {"libfuse/libfuse#725", "macfuse/macfuse#671"},
      verdict = Kind.FOREIGN,
      cause = Cause.SHARED_MEMORY,
      alsoShows = {
        Kind.MISPLACED,
        Kind.STALE,
        Kind.MUTATED_AFTER_REPLY,
        Kind.TORN,
        Kind.CORRUPTED,
        Kind.ZEROED,
        Kind.WRONG_SIZE,
        Kind.UNREADABLE,
        Kind.LOST_ERROR
      })
  public static final class SharedBufferFileSystem extends MemoryFileSystem {
    private final byte[] buffer = new byte[1 << 20];
    private PendingWrite waiting;
    private int size;

    public SharedBufferFileSystem(FilesystemContext context) {
      super(context);
    }

    /** Stores each write when the next one has arrived, from the buffer that both share. */
    @Override
    protected synchronized void serveWrite(PendingWrite write, WriteReply reply) {
      byte[] bytes = write.take();
      System.arraycopy(bytes, 0, buffer, 0, bytes.length);
      storeWaiting();
      waiting = write;
      size = bytes.length;
      put(write.node(), write.offset(), bytes);
      reply.written(bytes.length);
    }

    private void storeWaiting() {
      if (waiting != null && isThere(waiting.node())) {
        put(waiting.node(), waiting.offset(), Arrays.copyOf(buffer, size));
      }
      waiting = null;
    }

    private boolean isThere(NodeId node) {
      try {
        return waiting.offset() + size <= sizeOf(node);
      } catch (ErrnoException e) {
        return false;
      }
    }
  }
}
