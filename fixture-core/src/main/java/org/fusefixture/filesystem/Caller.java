package org.fusefixture.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fusefixture.protocol.request.Request;

/**
 * Whoever made a request: to whom a new file belongs, and who may keep set-group-ID.
 *
 * @param uid user, as an unsigned number
 * @param gid group, as an unsigned number
 * @param thread in the process namespace of this process; 0 if it is not seen there
 */
public record Caller(int uid, int gid, int thread) {
  /** A bit of a set of capabilities (include/uapi/linux/capability.h). */
  private static final long CAP_FSETID = 1 << 4;

  /**
   * {@return the caller of a request}
   *
   * @param request that was not answered yet: so the caller waits, and its thread exists
   */
  public static Caller of(Request request) {
    return new Caller(request.uid(), request.gid(), request.pid());
  }

  /**
   * {@return whether a file that its group may not execute keeps set-group-ID when the caller
   * changes it: who is in its group does, or has CAP_FSETID (in_group_or_capable of fs/attr.c,
   * Linux 6.2)}
   *
   * <p>A request names one group of its caller, and FUSE_CREATE_SUPP_GROUP adds one only where an
   * inode is made. The others are read from /proc/PID/status (proc(5)), where libfuse's
   * fuse_req_getgroups() looks too. If that cannot be read, only root keeps the bit.
   *
   * @param group of the file, as an unsigned number
   */
  public boolean keepsSetGroupId(int group) {
    if (gid == group) {
      return true;
    }
    List<String> status;
    try { // in Latin-1, as the name of a command may be any bytes
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
}
