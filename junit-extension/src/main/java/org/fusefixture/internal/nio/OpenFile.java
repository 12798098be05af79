package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.control.PageService;

/**
 * A file that the agent holds open, with page-aligned memory there through which its bytes go: one
 * system call for each chunk that the control channel takes. Safe for several threads.
 */
final class OpenFile implements AutoCloseable {
  private static final int CHUNK = PageService.MOST_BYTES;
  private static final int NONE = -1;

  private final KernelCalls kernel;
  private final MountPath path;
  private final int file;
  private int pages = NONE;
  private int capacity;

  private OpenFile(MountPath path, int file) {
    this.kernel = path.getFileSystem().kernel();
    this.path = path;
    this.file = file;
  }

  static OpenFile open(MountPath path, int flags, int mode) throws IOException {
    return new OpenFile(path, path.getFileSystem().kernel().open(path, flags, mode));
  }

  /** Reads until the target is full or the file ends; number of bytes, 0 at the end. */
  synchronized int read(ByteBuffer target, long offset) throws IOException {
    int done = 0;
    while (target.hasRemaining()) {
      int asked = Math.min(CHUNK, target.remaining());
      long count = transfer("read", asked, offset + done, false);
      if (count > 0) {
        byte[] bytes = call("read", agent -> agent.pages().readBytes(pages, 0, (int) count));
        target.put(bytes);
        done += (int) count;
      }
      if (count < asked) {
        break;
      }
    }
    return done;
  }

  /** Writes all of the source; a part of it may be written when this fails. */
  synchronized int write(ByteBuffer source, long offset) throws IOException {
    int done = 0;
    while (source.hasRemaining()) {
      byte[] chunk = new byte[Math.min(CHUNK, source.remaining())];
      source.duplicate().get(chunk);
      int memory = pages(chunk.length);
      call("write", agent -> agent.pages().writeBytes(memory, 0, chunk));
      int count = (int) transfer("write", chunk.length, offset + done, true);
      source.position(source.position() + count);
      done += count;
      if (count == 0) {
        break;
      }
    }
    return done;
  }

  /** Copies to another file of the same agent; the bytes do not leave the sandbox. */
  synchronized void copyTo(OpenFile target) throws IOException {
    long offset = 0;
    long count;
    while ((count = transfer("read", CHUNK, offset, false)) > 0) {
      long written = 0;
      while (written < count) {
        Transfer rest =
            new Transfer(target.file, pages, written, count - written, offset + written);
        long more = target.call("write", agent -> agent.files().pwrite(rest));
        if (more == 0) {
          throw new IOException("a write to \"" + target.path + "\" returned 0");
        }
        written += more;
      }
      offset += count;
    }
  }

  private long transfer(String name, int size, long offset, boolean write) throws IOException {
    Transfer transfer = new Transfer(file, pages(size), 0, size, offset);
    return call(
        name, agent -> write ? agent.files().pwrite(transfer) : agent.files().pread(transfer));
  }

  /** Memory for so many bytes; a short file does not take the whole chunk. */
  private int pages(int size) throws IOException {
    if (pages == NONE || capacity < size) {
      free();
      capacity = size <= CHUNK / 16 ? CHUNK / 16 : CHUNK;
      pages = call("allocate", agent -> agent.pages().allocate(capacity, false)).pages();
    }
    return pages;
  }

  private void free() throws IOException {
    if (pages != NONE) {
      int freed = pages;
      pages = NONE;
      call("munmap", agent -> agent.pages().munmap(freed));
    }
  }

  long size() throws IOException {
    return call("fstat", agent -> agent.files().fstat(file)).size();
  }

  void truncate(long size) throws IOException {
    call("ftruncate", agent -> agent.files().ftruncate(file, size));
  }

  void sync(boolean dataOnly) throws IOException {
    if (dataOnly) {
      call("fdatasync", agent -> agent.files().fdatasync(file));
    } else {
      call("fsync", agent -> agent.files().fsync(file));
    }
  }

  /** close(2), from which an error of FLUSH comes. */
  @Override
  public synchronized void close() throws IOException {
    try {
      free();
    } finally {
      call("close", agent -> agent.files().close(file));
    }
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request)
      throws IOException {
    return kernel.call(path, name, request);
  }
}
