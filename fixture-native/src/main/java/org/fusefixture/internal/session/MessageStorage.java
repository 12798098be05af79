package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.splice.PipeCapacity;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * Where messages are kept: memory and pipes, used again after use.
 *
 * <p>Memory is of the garbage-collected kind: a filesystem that keeps a view of it for too long
 * must not crash the process.
 */
final class MessageStorage implements AutoCloseable {
  /** Bytes of a WRITE before its payload. */
  static final int WRITE_HEAD = WriteRequest.DATA_AT;

  /** FUSE_MIN_READ_BUFFER: what a read of the device has to have room for at least. */
  private static final int MIN_READ_BUFFER = 8192;

  /** Kept for later; beyond that, what is given back is let go. */
  private static final int MOST_KEPT = 64;

  private final FreeList<ByteBuffer> memory = new FreeList<>(MOST_KEPT);
  private final FreeList<SplicePipe> pipes = new FreeList<>(MOST_KEPT);
  private final int largestMessage;
  private final PipeCapacity pipeCapacity;
  private boolean closed;

  /** Its memory has room for the longest WRITE and the longest reply to READ. */
  MessageStorage(SessionParameters parameters, PipeCapacity pipeCapacity) {
    int page = LinuxProcesses.pageSize();
    int maxWrite = parameters.maxWrite();
    int maxPages = parameters.maxPages();
    largestMessage = Math.max(MIN_READ_BUFFER, Math.max(maxWrite, maxPages * page) + page);
    this.pipeCapacity = pipeCapacity;
  }

  /** Room for any message, in bytes. */
  int largestMessage() {
    return largestMessage;
  }

  /** A buffer for the largest message, aligned to a page. */
  ByteBuffer takeMemory() {
    ByteBuffer kept = memory.poll();
    return kept != null ? kept : LinuxMemory.allocatePages(largestMessage);
  }

  void give(ByteBuffer buffer) {
    memory.offer(buffer);
  }

  /** An empty pipe for any message. */
  SplicePipe takePipe() {
    SplicePipe kept = pipes.poll();
    if (kept != null) {
      return kept;
    }
    SplicePipe pipe = SplicePipe.open();
    if (!pipe.grow(pipeCapacity.bytes())) {
      pipe.close();
      throw new IllegalStateException(
          "a further pipe cannot have the "
              + pipeCapacity.bytes()
              + " bytes that the session's other pipes have ("
              + Errno.EPERM
              + "): raise fs.pipe-user-pages-soft, or grant CAP_SYS_RESOURCE");
    }
    return pipe;
  }

  /** Takes a pipe back, unless it cannot be emptied. */
  void give(SplicePipe pipe) {
    boolean kept;
    synchronized (this) {
      kept = !closed && pipe.recover() && pipes.offer(pipe);
    }
    if (!kept) {
      pipe.close();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    pipes.drain().forEach(SplicePipe::close);
    memory.drain();
  }
}
