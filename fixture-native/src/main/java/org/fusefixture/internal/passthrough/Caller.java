package org.fusefixture.internal.passthrough;

import java.util.function.Supplier;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.protocol.request.Request;

/**
 * Whoever made a request, to whom a new file belongs.
 *
 * <p>{@link #as} takes the caller's filesystem ids for the one system call that makes the file
 * (setfsuid(2), setfsgid(2)). So the new inode belongs to the caller from its first moment, the
 * kernel honours the group of a set-group-ID directory, and nobody can find the file with another
 * owner; a chown(2) afterwards would have such a moment, and would clear set-user-ID.
 *
 * <p>Leaving user 0 would take capabilities such as CAP_DAC_OVERRIDE away, and the supplementary
 * groups of the caller are not known here: a directory that the caller may write by one of those
 * would refuse. The kernel that sent the request has checked permissions, so the thread keeps its
 * capabilities (SECBIT_NO_SETUID_FIXUP, capabilities(7)). Credentials are per thread as system
 * calls go; only the C library's setuid(3) and its kin change all of them.
 *
 * @param uid user, as an unsigned number
 * @param gid group, as an unsigned number
 */
public record Caller(int uid, int gid) {
  private static final long NO_SETUID_FIXUP = 1 << 2;

  private static final ThreadLocal<Boolean> CAPABILITIES_KEPT =
      ThreadLocal.withInitial(Caller::keepCapabilities);

  public static Caller of(Request request) {
    return new Caller(request.uid(), request.gid());
  }

  /** As {@link #as(Supplier)}. */
  public void as(Runnable action) {
    as(
        () -> {
          action.run();
          return null;
        });
  }

  /** Does something with the filesystem ids of the caller. */
  public <T> T as(Supplier<T> action) {
    int ownUid = LinuxProcesses.effectiveUid();
    int ownGid = LinuxProcesses.effectiveGid();
    if (uid == ownUid && gid == ownGid) {
      return action.get();
    }
    CAPABILITIES_KEPT.get();
    LinuxProcesses.setFilesystemOwner(uid, gid);
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
