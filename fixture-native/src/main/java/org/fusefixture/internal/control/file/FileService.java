package org.fusefixture.internal.control.file;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.posix.FileStatus;

/**
 * Files that the client holds open. Each method is one system call of the agent. It fails with
 * ERRNO and the error number, with TIMEOUT after the mount's request time-out, with SERVER_DIED
 * where the server is gone, and with BAD_REQUEST for unknown identifiers.
 */
public interface FileService {
  /** openat(2). */
  @JsonRequest("file/open")
  CompletableFuture<OpenedFile> open(OpenRequest request);

  /** close(2); the identifier is invalid afterwards, whatever the outcome. */
  @JsonRequest("file/close")
  CompletableFuture<Void> close(FileTarget target);

  /** pread(2) into pages. */
  @JsonRequest("file/read")
  CompletableFuture<Transferred> read(TransferRequest request);

  /** pwrite(2) from pages. */
  @JsonRequest("file/write")
  CompletableFuture<Transferred> write(TransferRequest request);

  /** fsync(2) or fdatasync(2). */
  @JsonRequest("file/sync")
  CompletableFuture<Void> sync(SyncRequest request);

  /** ftruncate(2). */
  @JsonRequest("file/truncate")
  CompletableFuture<Void> truncate(TruncateRequest request);

  /** fallocate(2). */
  @JsonRequest("file/allocate")
  CompletableFuture<Void> allocate(AllocateRequest request);

  /** lseek(2). */
  @JsonRequest("file/seek")
  CompletableFuture<FilePosition> seek(SeekRequest request);

  /** fstat(2). */
  @JsonRequest("file/status")
  CompletableFuture<FileStatus> status(FileTarget target);

  /**
   * Sends a signal to each thread that is reading from the file or writing to it: the system call
   * is interrupted, and not started again by the client.
   */
  @JsonRequest("file/interrupt")
  CompletableFuture<Interrupted> interrupt(FileTarget target);
}
