package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.TimeSpec;

/** What stat(2) told of a file. */
record UnixAttributes(FileStatus status) implements PosixFileAttributes {
  /** Identifies a file as long as it exists. */
  record FileKey(long device, long inode) {}

  FileTime changeTime() {
    return fileTime(status.ctimeSeconds(), status.ctimeNanos());
  }

  @Override
  public FileTime lastModifiedTime() {
    return fileTime(status.mtimeSeconds(), status.mtimeNanos());
  }

  @Override
  public FileTime lastAccessTime() {
    return fileTime(status.atimeSeconds(), status.atimeNanos());
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

  /** What utimensat(2) takes; a time beyond what an Instant holds is taken in whole seconds. */
  static TimeSpec timeSpec(FileTime time) {
    Instant instant = time.toInstant();
    return instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
        ? new TimeSpec(time.to(TimeUnit.SECONDS), 0)
        : TimeSpec.of(instant);
  }

  static TimeSpec ofNullable(FileTime time) {
    return time == null ? null : timeSpec(time);
  }

  static TimeSpec orOmitted(TimeSpec time) {
    return time == null ? TimeSpec.UNCHANGED : time;
  }

  static FileTime fileTime(long seconds, int nanos) {
    return FileTime.from(Instant.ofEpochSecond(seconds, nanos));
  }
}
