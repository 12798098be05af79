package org.fusefixture.internal.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;
import org.fusefixture.posix.TimeSpec;

/**
 * System calls by path. Paths are relative to the mount point; "" and "." are its root. Errors as
 * in {@link FileService}.
 */
@JsonSegment("path")
public interface PathService {
  /** Most entries that {@link #list} returns. */
  int MOST_ENTRIES = 100_000;

  /**
   * The entries of a directory in the order of the kernel, without "." and "..".
   *
   * @param truncated whether there are more than {@link #MOST_ENTRIES}
   */
  record Listing(List<DirectoryEntry> entries, boolean truncated) {
    public Listing {
      entries = entries == null ? List.of() : List.copyOf(entries);
    }
  }

  /**
   * stat(2) or lstat(2).
   *
   * @param followLinks whether to follow a symbolic link at the end of the path
   */
  @JsonRequest
  CompletableFuture<FileStatus> stat(int mount, String path, boolean followLinks);

  /**
   * faccessat(2) with the rights of the client.
   *
   * @param mode 4 to read, 2 to write, 1 to execute, or 0 for whether the file exists
   */
  @JsonRequest
  CompletableFuture<Void> access(int mount, String path, int mode);

  /** The entries of a directory: open, getdents64(2) until the end, close. */
  @JsonRequest
  CompletableFuture<Listing> list(int mount, String path);

  @JsonRequest
  CompletableFuture<Void> mkdir(int mount, String path, int mode);

  /**
   * mknod(2) of a FIFO, a socket or a regular file.
   *
   * @param mode file type and permissions
   */
  @JsonRequest
  CompletableFuture<Void> mknod(int mount, String path, int mode);

  @JsonRequest
  CompletableFuture<Void> unlink(int mount, String path);

  @JsonRequest
  CompletableFuture<Void> rmdir(int mount, String path);

  /**
   * renameat2(2).
   *
   * @param flags 0, or 1 RENAME_NOREPLACE, 2 RENAME_EXCHANGE, 4 RENAME_WHITEOUT
   */
  @JsonRequest
  CompletableFuture<Void> rename(int mount, String from, String to, int flags);

  /**
   * @param target the text of the link
   */
  @JsonRequest
  CompletableFuture<Void> symlink(int mount, String target, String path);

  /**
   * @param target the existing path of the mount
   */
  @JsonRequest
  CompletableFuture<Void> link(int mount, String target, String path);

  @JsonRequest
  CompletableFuture<String> readlink(int mount, String path);

  @JsonRequest
  CompletableFuture<Void> chmod(int mount, String path, int mode);

  /**
   * chown(2) or lchown(2).
   *
   * @param uid new owner, -1 to leave it
   * @param gid new group, -1 to leave it
   */
  @JsonRequest
  CompletableFuture<Void> chown(int mount, String path, int uid, int gid, boolean followLinks);

  @JsonRequest
  CompletableFuture<Void> utimensat(
      int mount, String path, TimeSpec access, TimeSpec modification, boolean followLinks);

  @JsonRequest
  CompletableFuture<FilesystemStatus> statfs(int mount, String path);
}
