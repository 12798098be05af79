package org.fusefixture.internal.passthrough;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.protocol.request.Request;

/**
 * Whoever made a request: to whom a new file belongs, and who may keep set-group-ID.
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
 * @param thread in the process namespace of this process; 0 if it is not seen there
 */
public record Caller(int uid, int gid, int thread) {
  /** A bit of a set of capabilities (include/uapi/linux/capability.h). */
  private static final long CAP_FSETID = 1 << 4;

  private static final long NO_SETUID_FIXUP = 1 << 2;

  private static final ThreadLocal<Boolean> CAPABILITIES_KEPT =
      ThreadLocal.withInitial(Caller::keepCapabilities);

  /** A caller of whom no more is known. */
  public Caller(int uid, int gid) {
    this(uid, gid, 0);
  }

  public static Caller of(Request request) {
    return new Caller(request.uid(), request.gid(), request.pid());
  }

  /**
   * Whether a file that nobody may execute by its group keeps set-group-ID when the caller changes
   * it: who is in its group, or has CAP_FSETID (in_group_or_capable of fs/attr.c, Linux 6.2). A
   * request does not tell the other groups of its caller, so /proc does.
   */
  boolean keepsSetGroupId(int group) {
    if (gid == group) {
      return true;
    }
    List<String> status;
    try {
      status =
          Files.readAllLines(
              Path.of("/proc", Integer.toString(thread), "status"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return uid == 0; // not seen from here, or gone
    }
    String member = Integer.toUnsignedString(group);
    return (Long.parseUnsignedLong(values(status, "CapEff:").get(0), 16) & CAP_FSETID) != 0
        || values(status, "Groups:").contains(member);
  }

  /** The values of a line of proc_pid_status(5). */
  private static List<String> values(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> List.of(line.substring(name.length()).strip().split(" ")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc/PID/status has no line " + name));
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
