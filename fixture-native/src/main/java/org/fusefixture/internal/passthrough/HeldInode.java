package org.fusefixture.internal.passthrough;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.XattrName;

/**
 * An inode of the real directory, held by a descriptor that was opened with O_PATH: renaming and
 * unlinking it change nothing here, and its number is not used for another inode meanwhile.
 *
 * <p>Methods that bear the name of a system call fail with its error.
 */
public final class HeldInode implements AutoCloseable {
  private static final int ITSELF = OpenFlag.O_PATH | OpenFlag.O_NOFOLLOW;
  private static final int W_OK = 2;
  private static final int SET_USER_ID = 04000;
  private static final int SET_GROUP_ID = 02000;
  private static final int GROUP_EXECUTE = 0010;

  /** Not passed through: the kernel checks permissions by the mode alone. */
  private static final String ACCESS_CONTROL = "system.posix_acl_";

  private static final String TRUSTED = "trusted.";

  /**
   * What makes two names one inode.
   *
   * @param device filesystem
   * @param inode number within it
   */
  record Identity(long device, long inode) {
    static Identity of(Statx status) {
      return new Identity(status.device(), status.inode());
    }
  }

  /**
   * An inode that was just opened.
   *
   * @param status as it was then
   */
  public record Found(HeldInode inode, Statx status) {}

  private final Fd descriptor;
  private final Identity identity;

  private HeldInode(Fd descriptor, Statx status) {
    this.descriptor = descriptor;
    identity = Identity.of(status);
  }

  Identity identity() {
    return identity;
  }

  /** The directory to pass through: option {@code directory}, or the mount's backing directory. */
  public static Path chosen(FilesystemContext context) {
    Path directory = context.option("directory").map(Path::of).orElse(context.backing());
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "option directory (" + directory + ") must name an existing directory");
    }
    return directory;
  }

  /** Opens a directory by its path. */
  public static Found directory(Path path) {
    return call(
        () -> found(LinuxPaths.open(LinuxPath.of(path), OpenFlag.O_PATH | OpenFlag.O_DIRECTORY)));
  }

  /** Opens the inode of an open file. */
  public static Found of(OpenInode file) {
    return call(() -> found(LinuxPaths.open(LinuxPath.of(file.descriptor()), OpenFlag.O_PATH)));
  }

  /** Opens what has a name in this directory; a symbolic link is opened itself. */
  public Found openat(FileName name) {
    return call(() -> found(LinuxPaths.openat(descriptor, LinuxPath.of(name), ITSELF, 0)));
  }

  private static Found found(Fd opened) {
    try {
      Statx status = LinuxPaths.status(opened);
      return new Found(new HeldInode(opened, status), status);
    } catch (LinuxException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Opens this inode for reading or writing.
   *
   * @param flags of {@link OpenFlag}
   */
  public OpenInode open(int flags) {
    return call(() -> new OpenInode(LinuxPaths.open(path(), flags)));
  }

  /**
   * Opens this inode so that reading it changes no time of access, where this process may ask for
   * that (O_NOATIME of open(2)).
   */
  public OpenInode openQuietly(int flags) {
    try {
      return open(flags | OpenFlag.O_NOATIME);
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EPERM) {
        throw e;
      }
      return open(flags);
    }
  }

  /** Opens a directory to be listed. */
  public OpenInode opendir() {
    return open(OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY);
  }

  /** Makes a file under a name, and opens it; for O_TMPFILE, the name is ".". */
  public OpenInode create(FileName name, int flags, int permissions) {
    return call(
        () -> new OpenInode(LinuxPaths.openat(descriptor, LinuxPath.of(name), flags, permissions)));
  }

  /**
   * A name of procfs for system calls that need a path. A symbolic link is meant itself, as the
   * kernel does not follow another link after a magic one (nd_jump_link of fs/namei.c).
   */
  private LinuxPath path() {
    return LinuxPath.of(descriptor);
  }

  // Names

  public void mkdirat(FileName name, int mode) {
    run(() -> LinuxPaths.mkdirat(descriptor, LinuxPath.of(name), mode));
  }

  /**
   * mknodat(2).
   *
   * @param mode type and permissions
   * @param device in the kernel's new_encode_dev form (kdev_t.h), as in the protocol
   */
  public void mknodat(FileName name, int mode, int device) {
    long number = Integer.toUnsignedLong(device);
    run(() -> LinuxPaths.mknodat(descriptor, LinuxPath.of(name), mode, number));
  }

  public void symlinkat(LinkTarget target, FileName name) {
    run(() -> LinuxPaths.symlinkat(LinuxPath.of(target), descriptor, LinuxPath.of(name)));
  }

  /** Gives an inode a name in this directory. */
  public void linkat(HeldInode existing, FileName name) {
    run(
        () ->
            LinuxPaths.linkat(
                Fd.WORKING_DIRECTORY,
                existing.path(),
                descriptor,
                LinuxPath.of(name),
                LinuxPaths.AT_SYMLINK_FOLLOW));
  }

  public void unlink(FileName name) {
    run(() -> LinuxPaths.unlinkat(descriptor, LinuxPath.of(name), 0));
  }

  public void rmdir(FileName name) {
    run(() -> LinuxPaths.unlinkat(descriptor, LinuxPath.of(name), LinuxPaths.AT_REMOVEDIR));
  }

  /**
   * renameat2(2).
   *
   * @param flags RENAME_* bits
   */
  public void renameat2(FileName name, HeldInode to, FileName newName, int flags) {
    run(
        () ->
            LinuxPaths.renameat2(
                descriptor, LinuxPath.of(name), to.descriptor, LinuxPath.of(newName), flags));
  }

  public LinkTarget readlink() {
    return LinkTarget.of(call(() -> LinuxPaths.readlinkat(descriptor, LinuxPath.EMPTY)).toBytes());
  }

  // Attributes

  /** The status of what has a name in this directory, without opening it. */
  public Statx statx(FileName name) {
    int flags = LinuxPaths.AT_SYMLINK_NOFOLLOW | LinuxPaths.AT_NO_AUTOMOUNT;
    return call(() -> LinuxPaths.statx(descriptor, LinuxPath.of(name), flags));
  }

  public Statx stat() {
    return call(() -> LinuxPaths.status(descriptor));
  }

  /** Fails if nobody may change this inode: EROFS, or EPERM of an immutable one. */
  public void requireWritable() {
    try {
      LinuxPaths.faccessat(Fd.WORKING_DIRECTORY, path(), W_OK, 0);
    } catch (LinuxException e) {
      if (e.is(Errno.EROFS) || e.is(Errno.EPERM)) {
        throw e.toErrnoException(); // others are of permissions, which the kernel has checked
      }
    }
  }

  public FilesystemStatistics statfs() {
    return StatusTranslation.statistics(call(() -> LinuxPaths.fstatfs(descriptor)));
  }

  /** Flags of the mount that it is on, as {@code f_flags} of statfs(2). */
  public long mountFlags() {
    return call(() -> LinuxPaths.fstatfs(descriptor)).flags();
  }

  /** Changes owner and group; -1 leaves one as it is. */
  public void chown(int uid, int gid) {
    run(() -> LinuxPaths.fchownat(descriptor, LinuxPath.EMPTY, uid, gid, LinuxPaths.AT_EMPTY_PATH));
  }

  public void chmod(int permissions) {
    run(() -> LinuxPaths.fchmodat(Fd.WORKING_DIRECTORY, path(), permissions));
  }

  /** utimensat(2); a time may be {@link TimeSpec#NOW} or {@link TimeSpec#UNCHANGED}. */
  public void utimens(TimeSpec access, TimeSpec modify) {
    run(
        () ->
            LinuxPaths.utimensat(
                descriptor, LinuxPath.EMPTY, access, modify, LinuxPaths.AT_EMPTY_PATH));
  }

  /**
   * Changes owner and group for a caller; -1 leaves one as it is. Besides, it clears set-user-ID
   * and its like ({@link #dropPrivileges}). The real filesystem clears all but set-group-ID without
   * group-execute, which it leaves to this process, as that has CAP_FSETID.
   */
  public void chown(int uid, int gid, Caller caller) {
    Statx before = stat();
    chown(uid, gid);
    if ((before.permissions() & SET_GROUP_ID) != 0) {
      changeMode(before, caller);
    }
  }

  /**
   * Clears set-user-ID, and set-group-ID where the group may execute the file or the caller is not
   * in it, for a change by somebody without CAP_FSETID (setattr_should_drop_suidgid of fs/attr.c,
   * Linux 6.2). The real filesystem does not, as this process has CAP_FSETID.
   */
  public void dropPrivileges(Caller caller) {
    changeMode(stat(), caller);
  }

  private void changeMode(Statx before, Caller caller) {
    int permissions = before.permissions();
    int mode = permissions & ~SET_USER_ID;
    if ((mode & SET_GROUP_ID) != 0
        && ((mode & GROUP_EXECUTE) != 0 || !caller.keepsSetGroupId(before.gid()))) {
      mode &= ~SET_GROUP_ID;
    }
    if (mode != permissions && !before.isDirectory()) {
      chmod(mode);
    }
  }

  // Extended attributes

  public byte[] getxattr(XattrName name) {
    return call(() -> LinuxXattrs.get(path(), true, passed(name)));
  }

  /**
   * setxattr(2).
   *
   * @param flags 0, XATTR_CREATE or XATTR_REPLACE
   */
  public void setxattr(XattrName name, byte[] value, int flags) {
    run(() -> LinuxXattrs.set(path(), true, passed(name), value, flags));
  }

  public void removexattr(XattrName name) {
    run(() -> LinuxXattrs.remove(path(), true, passed(name)));
  }

  /** The names of the extended attributes that are passed through. */
  public List<XattrName> listxattr() {
    return call(() -> LinuxXattrs.list(path(), true)).stream()
        .filter(name -> !name.toString().startsWith(ACCESS_CONTROL))
        .toList();
  }

  private static LinuxPath passed(XattrName name) {
    requirePassed(name);
    return LinuxPath.of(name.toBytes());
  }

  /**
   * Refuses access control lists.
   *
   * @throws ErrnoException EOPNOTSUPP
   */
  public static void requirePassed(XattrName name) {
    if (name.toString().startsWith(ACCESS_CONTROL)) {
      throw new ErrnoException(Errno.EOPNOTSUPP, name.toString());
    }
  }

  /**
   * Names as LISTXATTR is answered with, each ended by a NUL.
   *
   * @param privileged whether the caller may read those in {@code trusted.} (xattr(7))
   */
  public static byte[] listing(Collection<XattrName> names, boolean privileged) {
    ByteArrayOutputStream listing = new ByteArrayOutputStream();
    for (XattrName name : names) {
      if (privileged || !name.toString().startsWith(TRUSTED)) {
        listing.writeBytes(name.toBytes());
        listing.write(0);
      }
    }
    return listing.toByteArray();
  }

  @Override
  public void close() {
    run(descriptor::close);
  }

  @Override
  public String toString() {
    return "inode " + identity.inode() + " of device " + identity.device();
  }

  /** Does something that may fail with an error of the real filesystem. */
  static <T> T call(Supplier<T> action) {
    try {
      return action.get();
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  static void run(Runnable action) {
    call(
        () -> {
          action.run();
          return null;
        });
  }
}
