package org.fusefixture.internal.passthrough;

import java.util.function.Supplier;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;

/**
 * Takes the caller's filesystem ids for the one system call that makes a file (setfsuid(2),
 * setfsgid(2)). So the new inode belongs to the caller from its first moment, the kernel honours
 * the group of a set-group-ID directory, and nobody can find the file with another owner; a
 * chown(2) afterwards would have such a moment, and would clear set-user-ID.
 *
 * <p>Leaving user 0 would take capabilities such as CAP_DAC_OVERRIDE away, and the supplementary
 * groups of the caller are not taken: a directory that the caller may write by one of those would
 * refuse. The kernel that sent the request has checked permissions, so the thread keeps its
 * capabilities (SECBIT_NO_SETUID_FIXUP, capabilities(7)). Credentials are per thread as system
 * calls go; only the C library's setuid(3) and its kin change all of them.
 */
public final class FilesystemIds {
  private static final long NO_SETUID_FIXUP = 1 << 2;

  private static final ThreadLocal<Boolean> CAPABILITIES_KEPT =
      ThreadLocal.withInitial(FilesystemIds::keepCapabilities);

  private FilesystemIds() {}

  /** As {@link #as(Caller, Supplier)}. */
  public static void as(Caller caller, Runnable action) {
    as(
        caller,
        () -> {
          action.run();
          return null;
        });
  }

  /** Does something with the filesystem ids of the caller. */
  public static <T> T as(Caller caller, Supplier<T> action) {
    int ownUid = LinuxProcesses.effectiveUid();
    int ownGid = LinuxProcesses.effectiveGid();
    if (caller.uid() == ownUid && caller.gid() == ownGid) {
      return action.get();
    }
    CAPABILITIES_KEPT.get();
    LinuxProcesses.setFilesystemOwner(caller.uid(), caller.gid());
    try {
      return action.get();
    } finally {
      LinuxProcesses.setFilesystemOwner(ownUid, ownGid);
    }
  }

  /** Once for each thread of the session; without CAP_SETPCAP the caller's own rights must do. */
  private static boolean keepCapabilities() {
    try {
      long bits = LinuxProcesses.prctl(LinuxProcesses.PR_GET_SECUREBITS, 0);
      LinuxProcesses.prctl(LinuxProcesses.PR_SET_SECUREBITS, bits | NO_SETUID_FIXUP);
      return true;
    } catch (LinuxException e) {
      return false;
    }
  }
}
