package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.fusefixture.posix.FileStatus;

/** What stat(2) told of a file. */
record UnixAttributes(FileStatus status) implements PosixFileAttributes {
  /** Identifies a file as long as it exists. */
  record FileKey(long device, long inode) {}

  FileTime changeTime() {
    return UnixTime.fileTime(status.ctimeSeconds(), status.ctimeNanos());
  }

  @Override
  public FileTime lastModifiedTime() {
    return UnixTime.fileTime(status.mtimeSeconds(), status.mtimeNanos());
  }

  @Override
  public FileTime lastAccessTime() {
    return UnixTime.fileTime(status.atimeSeconds(), status.atimeNanos());
  }

  /** FUSE has no time of birth; as the API says, that of the last change of content then. */
  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return status.isRegularFile();
  }

  @Override
  public boolean isDirectory() {
    return status.isDirectory();
  }

  @Override
  public boolean isSymbolicLink() {
    return status.isSymbolicLink();
  }

  @Override
  public boolean isOther() {
    return !isRegularFile() && !isDirectory() && !isSymbolicLink();
  }

  @Override
  public long size() {
    return status.size();
  }

  @Override
  public FileKey fileKey() {
    return new FileKey(status.device(), status.inode());
  }

  @Override
  public UserPrincipal owner() {
    return new AccountPrincipal(status.uid());
  }

  @Override
  public GroupPrincipal group() {
    return new AccountPrincipal.Group(status.gid());
  }

  @Override
  public Set<PosixFilePermission> permissions() {
    return Permissions.of(status.mode());
  }
}
