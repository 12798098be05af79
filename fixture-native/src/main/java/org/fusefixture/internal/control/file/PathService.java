package org.fusefixture.internal.control.file;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** Calls by path, beneath the mount point. Errors as in {@link FileService}. */
public interface PathService {
  /** stat(2) or lstat(2). */
  @JsonRequest("path/status")
  CompletableFuture<FileStatus> status(StatusRequest request);

  /** faccessat(2). */
  @JsonRequest("path/access")
  CompletableFuture<Void> access(AccessRequest request);

  /** The entries of a directory. */
  @JsonRequest("path/list")
  CompletableFuture<DirectoryListing> list(PathTarget target);

  /** mkdir(2). */
  @JsonRequest("path/mkdir")
  CompletableFuture<Void> mkdir(ModeRequest request);

  /** mknod(2) of a FIFO, a socket or a regular file. */
  @JsonRequest("path/mknod")
  CompletableFuture<Void> mknod(ModeRequest request);

  /** unlink(2). */
  @JsonRequest("path/unlink")
  CompletableFuture<Void> unlink(PathTarget target);

  /** rmdir(2). */
  @JsonRequest("path/rmdir")
  CompletableFuture<Void> rmdir(PathTarget target);

  /** renameat2(2). */
  @JsonRequest("path/rename")
  CompletableFuture<Void> rename(RenameRequest request);

  /** symlink(2). */
  @JsonRequest("path/symlink")
  CompletableFuture<Void> symlink(LinkRequest request);

  /** link(2). */
  @JsonRequest("path/link")
  CompletableFuture<Void> link(LinkRequest request);

  /** readlink(2). */
  @JsonRequest("path/readlink")
  CompletableFuture<LinkText> readlink(PathTarget target);

  /** chmod(2). */
  @JsonRequest("path/chmod")
  CompletableFuture<Void> chmod(ModeRequest request);

  /** chown(2) or lchown(2). */
  @JsonRequest("path/chown")
  CompletableFuture<Void> chown(OwnerRequest request);

  /** utimensat(2). */
  @JsonRequest("path/setTimes")
  CompletableFuture<Void> setTimes(TimesRequest request);

  /** setxattr(2). */
  @JsonRequest("path/setxattr")
  CompletableFuture<Void> setxattr(XattrRequest request);

  /** getxattr(2). */
  @JsonRequest("path/getxattr")
  CompletableFuture<XattrValue> getxattr(XattrRequest request);

  /** listxattr(2). */
  @JsonRequest("path/listxattr")
  CompletableFuture<XattrNames> listxattr(StatusRequest request);

  /** removexattr(2). */
  @JsonRequest("path/removexattr")
  CompletableFuture<Void> removexattr(XattrRequest request);

  /** statfs(2). */
  @JsonRequest("path/statfs")
  CompletableFuture<FilesystemStatus> statfs(PathTarget target);
}
