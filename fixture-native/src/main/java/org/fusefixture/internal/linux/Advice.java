package org.fusefixture.internal.linux;

import java.util.Optional;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;

/** What to do about errors that have a usual cause; a row with a call goes before one without. */
enum Advice {
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
