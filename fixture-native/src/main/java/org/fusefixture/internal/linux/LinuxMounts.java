package org.fusefixture.internal.linux;

import org.fusefixture.protocol.OpenDescriptor;

/** Mounts and namespaces. */
public final class LinuxMounts {
  public static final long MS_RDONLY = 1;
  public static final long MS_NOSUID = 2;
  public static final long MS_NODEV = 4;
  public static final long MS_NOEXEC = 8;
  public static final long MS_REMOUNT = 32;
  public static final long MS_BIND = 4096;
  public static final long MS_MOVE = 8192;
  public static final long MS_REC = 16384;
  public static final long MS_PRIVATE = 1 << 18;
  public static final long MS_SLAVE = 1 << 19;
  public static final long MS_SHARED = 1 << 20;
  public static final int MNT_FORCE = 1;
  public static final int MNT_DETACH = 2;
  public static final int UMOUNT_NOFOLLOW = 8;
  public static final int CLONE_NEWNS = 0x00020000;
  public static final int CLONE_NEWPID = 0x20000000;

  /** Numbers from 403 on are the same on every architecture (asm-generic/unistd.h). */
  private static final long SYS_FSOPEN = 430;

  private static final long SYS_FSCONFIG = 431;
  private static final long SYS_FSMOUNT = 432;
  private static final long FSOPEN_CLOEXEC = 1;
  private static final long FSMOUNT_CLOEXEC = 1;
  private static final long FSCONFIG_CMD_CREATE = 6;

  private static final LibC.MountFunctions C = SystemCall.bind(LibC.MountFunctions.class);
  private static final SystemCall.SixArguments SYSCALL = new SystemCall.SixArguments("syscall");

  /**
   * mount(2).
   *
   * @param source what mountinfo shows as source
   * @param flags MS_* bits
   * @param options what the filesystem takes, comma-separated
   */
  public static void mount(
      String source, LinuxPath target, String type, long flags, String options) {
    SystemCall.perform(
        "mount",
        () ->
            C.mount(
                LinuxPath.of(source).terminated(),
                target.terminated(),
                LinuxPath.of(type).terminated(),
                flags,
                LinuxPath.of(options).terminated()),
        '"' + source + '"',
        '"' + target.toString() + '"',
        type,
        "flags 0x" + Long.toHexString(flags),
        '"' + options + '"');
  }

  /**
   * umount2(2).
   *
   * @param flags MNT_FORCE, MNT_DETACH, UMOUNT_NOFOLLOW
   */
  public static void unmount(LinuxPath target, int flags) {
    SystemCall.perform(
        "umount2",
        () -> C.umount2(target.terminated(), flags),
        '"' + target.toString() + '"',
        "flags 0x" + Integer.toHexString(flags));
  }

  /**
   * Makes a mount that is nowhere in the tree and goes with its descriptor (fsopen(2), fsmount(2),
   * since Linux 5.2).
   *
   * @return its root, for openat(2)
   */
  public static Fd detachedMount(String type) {
    byte[] name = LinuxPath.of(type).terminated();
    try (Fd context =
        Fd.owned(
            (int)
                SystemCall.perform(
                    "fsopen", () -> C.syscall(SYS_FSOPEN, name, FSOPEN_CLOEXEC), type))) {
      long fd = context.descriptor();
      SystemCall.perform(
          "fsconfig", () -> SYSCALL.invoke(SYS_FSCONFIG, fd, FSCONFIG_CMD_CREATE, 0, 0, 0), type);
      return Fd.owned(
          (int)
              SystemCall.perform(
                  "fsmount",
                  () -> SYSCALL.invoke(SYS_FSMOUNT, fd, FSMOUNT_CLOEXEC, 0, 0, 0),
                  type));
    }
  }

  /**
   * setns(2), of the calling thread.
   *
   * @param kind CLONE_NEW*, or 0 for any
   */
  public static void setns(OpenDescriptor namespace, int kind) {
    SystemCall.perform("setns", () -> C.setns(namespace.descriptor(), kind), namespace, kind);
  }

  /**
   * unshare(2), of the calling thread.
   *
   * @param flags CLONE_* bits
   */
  public static void unshare(int flags) {
    SystemCall.perform("unshare", () -> C.unshare(flags), "flags 0x" + Integer.toHexString(flags));
  }

  private LinuxMounts() {}
}
