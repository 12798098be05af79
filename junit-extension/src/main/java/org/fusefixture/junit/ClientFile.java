package org.fusefixture.junit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.protocol.Offset;

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

  /** {@return the path under which it was opened} */
  public String path() {
    return path;
  }

  /**
   * {@return page-aligned memory of the client whose stamps are those of this file}
   *
   * @param size in bytes
   */
  public PageBuffer allocate(ByteSize size) {
    return client.allocate(size, path);
  }

  /**
   * {@return memory for this file that starts at a multiple of 2 MiB and is to get huge pages}
   *
   * @param size in bytes
   */
  public PageBuffer allocateHuge(ByteSize size) {
    return client.allocate(size, path, true);
  }

  /**
   * pwrite(2) of a whole buffer to the start of the file.
   *
   * @param pages what to write
   * @return what was written; less than the buffer where the call was short
   */
  public ByteSize write(PageBuffer pages) {
    return write(pages, Offset.ZERO);
  }

  /**
   * pwrite(2) of a whole buffer.
   *
   * @param pages what to write
   * @param at first byte in the file
   * @return what was written; less than the buffer where the call was short
   */
  public ByteSize write(PageBuffer pages, Offset at) {
    return write(pages, Offset.ZERO, pages.size(), at);
  }

  /**
   * pwrite(2) of a part of a buffer.
   *
   * @param pages the buffer
   * @param size of the part
   * @param from first byte in the buffer
   * @param at first byte in the file
   * @return what was written
   */
  public ByteSize write(PageBuffer pages, Offset from, ByteSize size, Offset at) {
    Transfer transfer = transfer(pages, from, size, at);
    return ByteSize.bytes(
        call("write " + size + " at " + at, agent -> agent.files().pwrite(transfer)));
  }

  /**
   * As {@link #write(byte[], Offset)}, to the start of the file.
   *
   * @param bytes what to write
   */
  public void write(byte[] bytes) {
    write(bytes, Offset.ZERO);
  }

  /**
   * pwrite(2) of a few bytes, at most 64 KiB, from a buffer that is freed afterwards.
   *
   * @param bytes what to write
   * @param at first byte in the file
   * @throws IllegalStateException if the call was short
   */
  public void write(byte[] bytes, Offset at) {
    if (bytes.length == 0) {
      return;
    }
    ByteSize size = ByteSize.bytes(bytes.length);
    try (PageBuffer pages = allocate(size)) {
      pages.put(bytes);
      ByteSize written = write(pages, at);
      if (!written.equals(size)) {
        throw new IllegalStateException(
            "short write to \"" + path + "\": " + written + " of " + size);
      }
    }
  }

  /**
   * pread(2) of the start of the file into a whole buffer.
   *
   * @param pages get what was read
   * @return what was read; 0 bytes at the end of the file
   */
  public ByteSize read(PageBuffer pages) {
    return read(pages, Offset.ZERO);
  }

  /**
   * pread(2) into a whole buffer.
   *
   * @param pages get what was read
   * @param at first byte in the file
   * @return what was read; 0 bytes at the end of the file
   */
  public ByteSize read(PageBuffer pages, Offset at) {
    return read(pages, Offset.ZERO, pages.size(), at);
  }

  /**
   * pread(2) into a part of a buffer.
   *
   * @param pages the buffer
   * @param size of the part
   * @param from first byte in the buffer
   * @param at first byte in the file
   * @return what was read; 0 bytes at the end of the file
   */
  public ByteSize read(PageBuffer pages, Offset from, ByteSize size, Offset at) {
    Transfer transfer = transfer(pages, from, size, at);
    return ByteSize.bytes(
        call("read " + size + " at " + at, agent -> agent.files().pread(transfer)));
  }

  /**
   * As {@link #read(ByteSize, Offset)}, of the start of the file.
   *
   * @param most at most 64 KiB
   * @return what was there; shorter at the end of the file
   */
  public byte[] read(ByteSize most) {
    return read(most, Offset.ZERO);
  }

  /**
   * pread(2) of a few bytes.
   *
   * @param most at most 64 KiB
   * @param at first byte in the file
   * @return what was there; shorter at the end of the file
   */
  public byte[] read(ByteSize most, Offset at) {
    if (most.bytes() == 0) {
      return new byte[0];
    }
    try (PageBuffer pages = allocate(most)) {
      ByteSize count = read(pages, at);
      return count.bytes() == 0 ? new byte[0] : pages.bytes(count);
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
    return call("interrupt", agent -> agent.files().interrupt(file));
  }

  /** fsync(2). */
  public void fsync() {
    call("fsync", agent -> agent.files().fsync(file));
  }

  /** fdatasync(2). */
  public void fdatasync() {
    call("fdatasync", agent -> agent.files().fdatasync(file));
  }

  /**
   * ftruncate(2).
   *
   * @param size the new one
   */
  public void truncate(ByteSize size) {
    call("ftruncate to " + size, agent -> agent.files().ftruncate(file, size.bytes()));
  }

  /**
   * fallocate(2).
   *
   * @param at first byte of the range
   * @param size of the range
   * @param options the mode; none to reserve space
   */
  public void fallocate(Offset at, ByteSize size, AllocationOption... options) {
    int mode = AllocationOption.bits(options);
    call(
        "fallocate " + size + " at " + at,
        agent -> agent.files().fallocate(file, mode, at.bytes(), size.bytes()));
  }

  /**
   * {@return where the next content starts: lseek(2) with SEEK_DATA}
   *
   * @param from where the search starts
   */
  public Offset seekData(Offset from) {
    return seek(from, SEEK_DATA);
  }

  /**
   * {@return where the next hole starts: lseek(2) with SEEK_HOLE}
   *
   * @param from where the search starts
   */
  public Offset seekHole(Offset from) {
    return seek(from, SEEK_HOLE);
  }

  /** {@return the status of the file: fstat(2)} */
  public FileStatus stat() {
    return call("fstat", agent -> agent.files().fstat(file));
  }

  /**
   * mmap(2) of a part of the file; stays valid when the file is closed.
   *
   * @param size of the part
   * @param options read-only and shared where none is given
   * @param at first byte in the file, a multiple of the page size
   * @return the mapping
   */
  public FileMapping map(Offset at, ByteSize size, MapOption... options) {
    boolean writable = MapOption.WRITABLE.isAmong(options);
    boolean shared = !MapOption.PRIVATE.isAmong(options);
    PageService.Allocated pages =
        call(
            "mmap " + size + " at " + at,
            agent -> agent.files().mmap(file, at.bytes(), size.bytes(), writable, shared));
    return new FileMapping(new ClientPages(calls, pages), path, at);
  }

  /** close(2), once. An error that the filesystem gives to FLUSH is thrown here. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      calls.disown(this);
      call("close", agent -> agent.files().close(file));
    }
  }

  private Offset seek(Offset from, int whence) {
    long at = call("lseek from " + from, agent -> agent.files().lseek(file, from.bytes(), whence));
    return Offset.at(at);
  }

  private Transfer transfer(PageBuffer pages, Offset from, ByteSize size, Offset at) {
    if (at.bytes() < 0) {
      throw new IllegalArgumentException("an offset must not be negative: " + at);
    }
    return new Transfer(file, pages.identifier(), from.bytes(), size.bytes(), at.bytes());
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of \"" + path + '"', request);
  }
}
