package org.fusefixture.internal.linux;

import org.fusefixture.posix.TimeSpec;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * System calls on names. A relative path starts in {@code directory}; {@link Fd#WORKING_DIRECTORY}
 * is the working directory.
 */
public final class LinuxPaths {
  public static final int AT_SYMLINK_NOFOLLOW = 0x100;
  public static final int AT_REMOVEDIR = 0x200;
  public static final int AT_SYMLINK_FOLLOW = 0x400;
  public static final int AT_NO_AUTOMOUNT = 0x800;
  public static final int AT_EMPTY_PATH = 0x1000;

  /** renameat2(2) flags. */
  public static final int RENAME_NOREPLACE = 1;

  public static final int RENAME_EXCHANGE = 2;
  public static final int RENAME_WHITEOUT = 4;

  /** Nanoseconds of utimensat(2) that mean the current time, or no change. */
  public static final long UTIME_NOW = 0x3fffffff;

  public static final long UTIME_OMIT = 0x3ffffffe;

  private static final int DIRECTORY_BYTES = 32 * 1024;
  private static final int PATH_MAX = 4096;
  private static final LibC.PathFunctions C = SystemCall.bind(LibC.PathFunctions.class);

  /**
   * Opens a file; O_CLOEXEC is added.
   *
   * @param flags of {@link OpenFlag}
   */
  public static Fd open(LinuxPath path, int flags) {
    return openat(Fd.WORKING_DIRECTORY, path, flags, 0);
  }

  /** As {@link #open(LinuxPath, int)}, for O_CREAT. */
  public static Fd open(LinuxPath path, int flags, int mode) {
    return openat(Fd.WORKING_DIRECTORY, path, flags, mode);
  }

  /** openat(2); O_CLOEXEC is added. */
  public static Fd openat(OpenDescriptor directory, LinuxPath path, int flags, int mode) {
    String text = path.toString();
    return Fd.owned(
        (int)
            SystemCall.perform(
                text.equals("/dev/fuse") ? "open /dev/fuse" : "openat",
                () ->
                    C.openat(
                        directory.descriptor(),
                        path.terminated(),
                        flags | OpenFlag.O_CLOEXEC,
                        mode),
                directory,
                quoted(path),
                "flags 0" + Integer.toOctalString(flags),
                octal(mode)));
  }

  /** The status of an open file, also of one opened with O_PATH. */
  public static Statx status(OpenDescriptor file) {
    return statx(file, LinuxPath.EMPTY, AT_EMPTY_PATH);
  }

  /**
   * statx(2) with all basic fields and the birth time.
   *
   * @param flags AT_* bits
   */
  public static Statx statx(OpenDescriptor directory, LinuxPath path, int flags) {
    byte[] status = new byte[Statx.SIZE];
    SystemCall.perform(
        "statx",
        () -> C.statx(directory.descriptor(), path.terminated(), flags, Statx.MASK, status),
        directory,
        quoted(path),
        "flags 0x" + Integer.toHexString(flags));
    return Statx.decode(status);
  }

  public static void mkdirat(OpenDescriptor directory, LinuxPath path, int mode) {
    SystemCall.perform(
        "mkdirat",
        () -> C.mkdirat(directory.descriptor(), path.terminated(), mode),
        directory,
        quoted(path),
        octal(mode));
  }

  /**
   * mknodat(2).
   *
   * @param mode type and permissions
   * @param device as in {@link Statx#device(int, int)}
   */
  public static void mknodat(OpenDescriptor directory, LinuxPath path, int mode, long device) {
    SystemCall.perform(
        "mknodat",
        () -> C.mknodat(directory.descriptor(), path.terminated(), mode, device),
        directory,
        quoted(path),
        octal(mode),
        device);
  }

  /**
   * unlinkat(2).
   *
   * @param flags 0, or AT_REMOVEDIR for a directory
   */
  public static void unlinkat(OpenDescriptor directory, LinuxPath path, int flags) {
    SystemCall.perform(
        "unlinkat",
        () -> C.unlinkat(directory.descriptor(), path.terminated(), flags),
        directory,
        quoted(path),
        flags);
  }

  /**
   * renameat2(2).
   *
   * @param flags RENAME_* bits
   */
  public static void renameat2(
      OpenDescriptor fromDirectory,
      LinuxPath from,
      OpenDescriptor toDirectory,
      LinuxPath to,
      int flags) {
    SystemCall.perform(
        "renameat2",
        () ->
            C.renameat2(
                fromDirectory.descriptor(),
                from.terminated(),
                toDirectory.descriptor(),
                to.terminated(),
                flags),
        fromDirectory,
        quoted(from),
        toDirectory,
        quoted(to),
        flags);
  }

  public static void symlinkat(LinuxPath target, OpenDescriptor directory, LinuxPath path) {
    SystemCall.perform(
        "symlinkat",
        () -> C.symlinkat(target.terminated(), directory.descriptor(), path.terminated()),
        quoted(target),
        directory,
        quoted(path));
  }

  /**
   * linkat(2).
   *
   * @param flags AT_SYMLINK_FOLLOW, AT_EMPTY_PATH
   */
  public static void linkat(
      OpenDescriptor fromDirectory,
      LinuxPath from,
      OpenDescriptor toDirectory,
      LinuxPath to,
      int flags) {
    SystemCall.perform(
        "linkat",
        () ->
            C.linkat(
                fromDirectory.descriptor(),
                from.terminated(),
                toDirectory.descriptor(),
                to.terminated(),
                flags),
        fromDirectory,
        quoted(from),
        toDirectory,
        quoted(to),
        flags);
  }

  /** readlinkat(2); an empty path reads the link that was opened with O_PATH and O_NOFOLLOW. */
  public static LinuxPath readlinkat(OpenDescriptor directory, LinuxPath path) {
    byte[] target = new byte[PATH_MAX];
    long length =
        SystemCall.perform(
            "readlinkat",
            () -> C.readlinkat(directory.descriptor(), path.terminated(), target, target.length),
            directory,
            quoted(path));
    return LinuxPath.of(Arrays.copyOf(target, (int) length));
  }

  /**
   * utimensat(2); nanoseconds may be UTIME_NOW or UTIME_OMIT.
   *
   * @param flags AT_SYMLINK_NOFOLLOW
   */
  public static void utimensat(
      OpenDescriptor directory, LinuxPath path, TimeSpec access, TimeSpec modify, int flags) {
    long[] times = {access.seconds(), access.nanos(), modify.seconds(), modify.nanos()};
    SystemCall.perform(
        "utimensat",
        () -> C.utimensat(directory.descriptor(), path.terminated(), times, flags),
        directory,
        quoted(path),
        access,
        modify,
        flags);
  }

  /** futimens(3): as {@link #utimensat}, of an open file. */
  public static void futimens(OpenDescriptor file, TimeSpec access, TimeSpec modify) {
    long[] times = {access.seconds(), access.nanos(), modify.seconds(), modify.nanos()};
    SystemCall.perform(
        "futimens", () -> C.futimens(file.descriptor(), times), file, access, modify);
  }

  /**
   * fchownat(2); -1 leaves an owner as it is.
   *
   * @param flags AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH
   */
  public static void fchownat(
      OpenDescriptor directory, LinuxPath path, int uid, int gid, int flags) {
    SystemCall.perform(
        "fchownat",
        () -> C.fchownat(directory.descriptor(), path.terminated(), uid, gid, flags),
        directory,
        quoted(path),
        "uid " + uid,
        "gid " + gid,
        flags);
  }

  /** fchmodat(2), following symbolic links. */
  public static void fchmodat(OpenDescriptor directory, LinuxPath path, int mode) {
    SystemCall.perform(
        "fchmodat",
        () -> C.fchmodat(directory.descriptor(), path.terminated(), mode, 0),
        directory,
        quoted(path),
        octal(mode));
  }

  /** fchmod(2). */
  public static void fchmod(OpenDescriptor file, int mode) {
    SystemCall.perform("fchmod", () -> C.fchmod(file.descriptor(), mode), file, octal(mode));
  }

  /**
   * faccessat(2).
   *
   * @param mode R_OK 4, W_OK 2, X_OK 1
   */
  public static void faccessat(OpenDescriptor directory, LinuxPath path, int mode, int flags) {
    SystemCall.perform(
        "faccessat",
        () -> C.faccessat(directory.descriptor(), path.terminated(), mode, flags),
        directory,
        quoted(path),
        mode,
        flags);
  }

  public static Statfs statfs(LinuxPath path) {
    byte[] statistics = new byte[Statfs.SIZE];
    SystemCall.perform("statfs", () -> C.statfs(path.terminated(), statistics), quoted(path));
    return Statfs.decode(statistics);
  }

  public static Statfs fstatfs(OpenDescriptor file) {
    byte[] statistics = new byte[Statfs.SIZE];
    SystemCall.perform("fstatfs", () -> C.fstatfs(file.descriptor(), statistics), file);
    return Statfs.decode(statistics);
  }

  /**
   * getdents64(2): the next entries of an open directory, {@code .} and {@code ..} among them; none
   * at the end. {@link LinuxFiles#lseek} to an entry's offset continues after it.
   */
  public static List<Dirent> readDirectory(OpenDescriptor directory) {
    return readDirectory(directory, DIRECTORY_BYTES);
  }

  /**
   * getdents64(2) with a buffer of a size that is given.
   *
   * @param bytes at least 280, which the longest name takes
   */
  public static List<Dirent> readDirectory(OpenDescriptor directory, int bytes) {
    byte[] entries = new byte[bytes];
    long length =
        SystemCall.perform(
            "getdents64",
            () -> C.getdents64(directory.descriptor(), entries, entries.length),
            directory,
            bytes + " bytes");
    return Dirent.decode(entries, (int) length);
  }

  private static String quoted(LinuxPath path) {
    return '"' + path.toString() + '"';
  }

  private static String octal(int mode) {
    return "mode 0" + Integer.toOctalString(mode);
  }

  private LinuxPaths() {}
}
