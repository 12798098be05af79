package org.fusefixture.internal.linux;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/**
 * A system call failed. The message names the call, its arguments, the error, and what can be done
 * about it: {@code splice(fd 7 -> fd 9, 1048656 bytes) failed: EINVAL (22), Invalid argument: ...}.
 */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int number;

  /**
   * @param call name of the system call
   * @param number the positive error number
   * @param arguments what it was called with
   */
  public LinuxException(String call, int number, Object... arguments) {
    super(message(call, number, arguments));
    this.call = call;
    this.number = number;
  }

  /** Name of the system call. */
  public String call() {
    return call;
  }

  /** The positive error number. */
  public int number() {
    return number;
  }

  /** The error, if it is one of {@link Errno}. */
  public Optional<Errno> errno() {
    return Errno.of(number);
  }

  /** Whether the call failed with this error. */
  public boolean is(Errno errno) {
    return number == errno.number();
  }

  /** The same error as the answer of a filesystem; EIO where Linux does not define the number. */
  public ErrnoException toErrnoException() {
    return new ErrnoException(errno().orElse(Errno.EIO), getMessage());
  }

  private static String message(String call, int number, Object... arguments) {
    String list = Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(", "));
    String failure =
        call
            + "("
            + list
            + ") failed: "
            + Errno.describe(number)
            + Errno.of(number).map(errno -> ", " + errno.description()).orElse("");
    return Advice.on(call, number).map(advice -> failure + ": " + advice).orElse(failure);
  }

  /** What to do about errors that have a usual cause; a row with a call goes before one without. */
  private enum Advice {
    NO_DEVICE(
        "open /dev/fuse",
        Errno.ENOENT,
        "load the module (modprobe fuse), or give the container --device /dev/fuse"),
    DEVICE_FORBIDDEN(
        "open /dev/fuse",
        Errno.EPERM,
        "the device cgroup forbids it: start the container with --device /dev/fuse or --privileged"),
    DEVICE_NOT_READABLE(
        "open /dev/fuse", Errno.EACCES, "run as root, or give this user access to /dev/fuse"),
    PIPE_TOO_LARGE(
        "fcntl F_SETPIPE_SZ",
        Errno.EPERM,
        "raise /proc/sys/fs/pipe-max-size or fs/pipe-user-pages-soft, or grant CAP_SYS_RESOURCE"),
    PIPE_IN_USE(
        "fcntl F_SETPIPE_SZ", Errno.EBUSY, "the pipe holds more than the new size: empty it first"),
    SPLICE_TOO_SMALL(
        "splice",
        Errno.EINVAL,
        "a pipe takes a FUSE message only if it has one buffer more than the payload has pages; to a"
            + " file, the file must support splice and not be open with O_APPEND"),
    PAYLOAD_REFUSED("read payload", Errno.ESTALE, Words.LATE),
    PAYLOAD_SPLICE_REFUSED("splice", Errno.ESTALE, Words.LATE),
    MOUNT_FORBIDDEN("mount", Errno.EPERM, "mounting needs CAP_SYS_ADMIN in this mount namespace"),
    MOUNT_INVALID("mount", Errno.EINVAL, "the kernel's log (dmesg) may name the option it rejects"),
    MOUNT_UNKNOWN("mount", Errno.ENODEV, "this kernel has no such filesystem: load its module"),
    UNMOUNT_BUSY(
        "umount2", Errno.EBUSY, "files in it are open or it is somebody's working directory"),
    NAMESPACE_FORBIDDEN("setns", Errno.EPERM, "needs CAP_SYS_ADMIN in the target's user namespace"),
    NAMESPACE_THREADS(
        "setns", Errno.EINVAL, "a process with several threads cannot enter every kind of namespace"),
    UNSHARE_FORBIDDEN("unshare", Errno.EPERM, "needs CAP_SYS_ADMIN, or CLONE_NEWUSER with it"),
    LOCK_LIMIT("mlock", Errno.ENOMEM, "raise ulimit -l, or grant CAP_IPC_LOCK"),
    TOO_MANY_FILES(null, Errno.EMFILE, "close descriptors, or raise ulimit -n"),
    TOO_MANY_FILES_IN_SYSTEM(null, Errno.ENFILE, "raise /proc/sys/fs/file-max"),
    DISCONNECTED(
        null, Errno.ENOTCONN, "the server of this FUSE mount is gone: unmount it (umount -l)"),
    ABORTED(null, Errno.ECONNABORTED, "the connection of this FUSE mount was aborted"),
    NOT_IN_KERNEL(null, Errno.ENOSYS, "this kernel or sandbox (seccomp) does not have the call");

    private final String call;
    private final Errno errno;
    private final String text;

    Advice(String call, Errno errno, String text) {
      this.call = call;
      this.errno = errno;
      this.text = text;
    }

    /** Constants of an enum cannot use its own constants before they are made. */
    private static final class Words {
      static final String LATE =
          "the kernel refuses access to a client's pages after the reply (fuse.refuse_late_access):"
              + " consume the payload first and reply then";
    }

    static Optional<String> on(String call, int number) {
      return Stream.of(values())
          .filter(row -> row.errno.number() == number && (row.call == null || row.call.equals(call)))
          .findFirst()
          .map(row -> row.text);
    }
  }
}
