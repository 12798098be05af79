package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The attributes of a file: "posix", and under other names the parts of it. */
final class PosixView implements PosixFileAttributeView {
  private final String name;
  private final MountPath path;
  private final boolean follow;

  PosixView(String name, MountPath path, boolean follow) {
    this.name = name;
    this.path = path;
    this.follow = follow;
  }

  private KernelCalls kernel() {
    return path.getFileSystem().kernel();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public UnixAttributes readAttributes() throws IOException {
    return new UnixAttributes(kernel().stat(path, follow));
  }

  /** With nanoseconds; the time of creation is not kept by FUSE, and passed over. */
  @Override
  public void setTimes(FileTime modify, FileTime access, FileTime create) throws IOException {
    if (modify != null || access != null) {
      kernel()
          .utimensat(
              path, UnixAttributes.ofNullable(access), UnixAttributes.ofNullable(modify), follow);
    }
  }

  @Override
  public UserPrincipal getOwner() throws IOException {
    return readAttributes().owner();
  }

  @Override
  public void setOwner(UserPrincipal owner) throws IOException {
    setOwners(AccountPrincipal.number(owner), -1);
  }

  @Override
  public void setGroup(GroupPrincipal group) throws IOException {
    setOwners(-1, AccountPrincipal.group(group));
  }

  void setOwners(int uid, int gid) throws IOException {
    kernel().chown(path, uid, gid, follow);
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    setMode(Permissions.bits(permissions));
  }

  /** chmod(2); fchmodat(2) cannot change a symbolic link. */
  void setMode(int mode) throws IOException {
    if (!follow && readAttributes().isSymbolicLink()) {
      throw new FileSystemException(
          path.toString(), null, "Linux does not change the mode of a symbolic link");
    }
    kernel().chmod(path, mode);
  }
}
