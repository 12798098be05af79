package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.posix.FileStatus;

/**
 * Files that the client holds open. Each method is the system call of its name, made by the agent.
 * It fails with ERRNO and the error number, with TIMEOUT after the mount's request time-out, with
 * SERVER_DIED if the server is gone, and with BAD_REQUEST for unknown identifiers.
 */
@JsonSegment("file")
public interface FileService {
  /**
   * A range of a page buffer or a mapping, and its place in a file.
   *
   * @param file from {@link #open}
   * @param pages identifies the page buffer or mapping
   * @param pagesOffset first byte in it
   * @param size number of bytes
   * @param offset first byte in the file; -1 for read(2) and write(2) at the file's own position
   */
  record Transfer(int file, int pages, long pagesOffset, long size, long offset) {
    public Transfer {
      PageService.requireRange(pagesOffset, size);
      if (offset < -1) {
        throw new IllegalArgumentException("offset (" + offset + ") must be -1 or more");
      }
    }
  }

  /**
   * openat(2).
   *
   * @param path relative to the mount point; "" or "." for its root
   * @param flags O_* bits of Linux on this architecture; O_CLOEXEC is added
   * @param mode permission bits of a file that this creates; the client's umask is 0
   * @return identifies the file in this sandbox until it is closed
   */
  @JsonRequest
  CompletableFuture<Integer> open(int mount, String path, int flags, int mode);

  /** close(2); the identifier is invalid afterwards, whatever the outcome. */
  @JsonRequest
  CompletableFuture<Void> close(int file);

  /** Reads into pages with one system call; returns the number of bytes, 0 at the end of a file. */
  @JsonRequest
  CompletableFuture<Long> pread(Transfer transfer);

  /** Writes from pages with one system call; returns the number of bytes. */
  @JsonRequest
  CompletableFuture<Long> pwrite(Transfer transfer);

  @JsonRequest
  CompletableFuture<Void> fsync(int file);

  @JsonRequest
  CompletableFuture<Void> fdatasync(int file);

  @JsonRequest
  CompletableFuture<Void> ftruncate(int file, long size);

  /**
   * @param mode FALLOC_FL_* bits of include/uapi/linux/falloc.h
   */
  @JsonRequest
  CompletableFuture<Void> fallocate(int file, int mode, long offset, long length);

  /**
   * @param whence 0 SEEK_SET, 1 SEEK_CUR, 2 SEEK_END, 3 SEEK_DATA, 4 SEEK_HOLE
   * @return the new position in bytes
   */
  @JsonRequest
  CompletableFuture<Long> lseek(int file, long offset, int whence);

  /**
   * mmap(2) of an open file; the mapping stays valid when the file is closed.
   *
   * @param offset in the file, a multiple of the page size
   * @param size in bytes, from 1 to {@link PageService#LARGEST}
   * @param writable whether PROT_WRITE
   * @param shared MAP_SHARED, otherwise MAP_PRIVATE
   */
  @JsonRequest
  CompletableFuture<PageService.Allocated> mmap(
      int file, long offset, long size, boolean writable, boolean shared);

  @JsonRequest
  CompletableFuture<FileStatus> fstat(int file);

  /**
   * Sends a signal to each thread that reads from the file or writes to it: the system call is
   * interrupted, and the client does not restart it. Returns the number of threads.
   */
  @JsonRequest
  CompletableFuture<Integer> interrupt(int file);
}
