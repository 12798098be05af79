package org.fusefixture.junit;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.file.AllocateRequest;
import org.fusefixture.internal.control.file.FileTarget;
import org.fusefixture.internal.control.file.SeekRequest;
import org.fusefixture.internal.control.file.SyncRequest;
import org.fusefixture.internal.control.file.TransferRequest;
import org.fusefixture.internal.control.file.TruncateRequest;
import org.fusefixture.internal.control.page.MapRequest;
import org.fusefixture.internal.control.page.PagesDescription;
import org.fusefixture.posix.FileStatus;

/** A file that the client holds open. Each method is one system call of the client. */
public final class ClientFile implements AutoCloseable {
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private final MountCalls calls;
  private final Client client;
  private final int file;
  private final String path;
  private final AtomicBoolean closed = new AtomicBoolean();

  ClientFile(MountCalls calls, Client client, int file, String path) {
    this.calls = calls;
    this.client = client;
    this.file = file;
    this.path = path;
    calls.own(this);
  }

  /** The path under which it was opened. */
  public String path() {
    return path;
  }

  /** Page-aligned memory of the client whose stamps are those of this file. */
  public PageBuffer allocate(ByteSize size) {
    return client.allocate(size, path);
  }

  /** Memory for this file that starts at a multiple of 2 MiB and is to get huge pages. */
  public PageBuffer allocateHuge(ByteSize size) {
    return client.allocate(size, path, true);
  }

  /**
   * pwrite(2) of a whole buffer.
   *
   * @param offset first byte in the file
   * @return number of bytes written; fewer than the buffer has where the call was short
   */
  public long write(PageBuffer pages, long offset) {
    return write(pages, 0, ByteSize.bytes(pages.size()), offset);
  }

  /**
   * pwrite(2) of a part of a buffer.
   *
   * @param pagesOffset first byte in the buffer
   * @param offset first byte in the file
   * @return number of bytes written
   */
  public long write(PageBuffer pages, long pagesOffset, ByteSize size, long offset) {
    TransferRequest request = transfer(pages, pagesOffset, size, offset);
    return call("write " + size + " at " + offset, agent -> agent.files().write(request)).bytes();
  }

  /**
   * pwrite(2) of a few bytes, at most 64 KiB, from a buffer that is freed afterwards.
   *
   * @throws IllegalStateException if the call was short
   */
  public void write(byte[] bytes, long offset) {
    if (bytes.length == 0) {
      return;
    }
    try (PageBuffer pages = allocate(ByteSize.bytes(bytes.length))) {
      pages.put(0, bytes);
      long written = write(pages, offset);
      if (written != bytes.length) {
        throw new IllegalStateException(
            "short write to \"" + path + "\": " + written + " of " + bytes.length + " bytes");
      }
    }
  }

  /**
   * pread(2) into a whole buffer.
   *
   * @return number of bytes read; 0 at the end of the file
   */
  public long read(PageBuffer pages, long offset) {
    return read(pages, 0, ByteSize.bytes(pages.size()), offset);
  }

  /** pread(2) into a part of a buffer. */
  public long read(PageBuffer pages, long pagesOffset, ByteSize size, long offset) {
    TransferRequest request = transfer(pages, pagesOffset, size, offset);
    return call("read " + size + " at " + offset, agent -> agent.files().read(request)).bytes();
  }

  /**
   * pread(2) of a few bytes.
   *
   * @param most at most 64 KiB
   * @return what was there; shorter at the end of the file
   */
  public byte[] read(long offset, int most) {
    if (most == 0) {
      return new byte[0];
    }
    try (PageBuffer pages = allocate(ByteSize.bytes(most))) {
      int count = (int) read(pages, offset);
      return count == 0 ? new byte[0] : Arrays.copyOf(pages.bytes(0, count), count);
    }
  }

  /**
   * Sends a signal to whoever is reading from this file or writing to it. The call goes on until
   * the server answers, with EINTR or otherwise, and is not started again. Of a buffered call the
   * kernel tells the server by an INTERRUPT; of asynchronous direct I/O it does not.
   *
   * @return number of calls that were under way
   */
  public int interrupt() {
    return call("interrupt", agent -> agent.files().interrupt(new FileTarget(file))).threads();
  }

  /** fsync(2). */
  public void sync() {
    call("fsync", agent -> agent.files().sync(new SyncRequest(file, false)));
  }

  /** fdatasync(2). */
  public void syncContent() {
    call("fdatasync", agent -> agent.files().sync(new SyncRequest(file, true)));
  }

  /** ftruncate(2). */
  public void truncate(long size) {
    call("ftruncate " + size, agent -> agent.files().truncate(new TruncateRequest(file, size)));
  }

  /** fallocate(2). */
  public void preallocate(long offset, long length, AllocationOption... options) {
    AllocateRequest request =
        new AllocateRequest(file, AllocationOption.bits(options), offset, length);
    call("fallocate " + length + " at " + offset, agent -> agent.files().allocate(request));
  }

  /** lseek(2) with SEEK_DATA: where the next content starts. */
  public long seekContent(long offset) {
    return seek(offset, SEEK_DATA);
  }

  /** lseek(2) with SEEK_HOLE: where the next hole starts. */
  public long seekHole(long offset) {
    return seek(offset, SEEK_HOLE);
  }

  /** fstat(2). */
  public FileStatus status() {
    return call("fstat", agent -> agent.files().status(new FileTarget(file)));
  }

  /**
   * mmap(2) of a part of the file; stays valid when the file is closed.
   *
   * @param offset a multiple of the page size
   */
  public FileMapping map(long offset, ByteSize size, MapOption... options) {
    boolean writable = MapOption.WRITABLE.isAmong(options);
    boolean shared = !MapOption.PRIVATE.isAmong(options);
    MapRequest request = new MapRequest(file, offset, size.bytes(), writable, shared);
    PagesDescription pages =
        call("mmap " + size + " at " + offset, agent -> agent.pages().map(request));
    return new FileMapping(new ClientPages(calls, pages), path, offset);
  }

  /** close(2), once. An error that the filesystem gives to FLUSH is thrown here. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      calls.disown(this);
      call("close", agent -> agent.files().close(new FileTarget(file)));
    }
  }

  private long seek(long offset, int whence) {
    return call(
            "lseek " + offset, agent -> agent.files().seek(new SeekRequest(file, offset, whence)))
        .offset();
  }

  private TransferRequest transfer(PageBuffer pages, long pagesOffset, ByteSize size, long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset (" + offset + ") must not be negative");
    }
    return new TransferRequest(file, pages.identifier(), pagesOffset, size.bytes(), offset);
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of \"" + path + '"', request);
  }
}
