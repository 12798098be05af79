package org.fusefixture.sample.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fusefixture.protocol.request.Request;

/**
 * Who sent a request, as far as set-group-ID depends on it.
 *
 * <p>With HANDLE_KILLPRIV_V2 the kernel says that set-user-ID and set-group-ID must go, but a file
 * that its group cannot execute keeps set-group-ID if the caller is in the group or has CAP_FSETID
 * (setattr_should_drop_sgid of fs/attr.c, Linux 6.2), and the kernel does not say that. A request
 * names one group of the caller, and FUSE_CREATE_SUPP_GROUP sends others only where an inode is
 * made; the rest is in /proc/PID/status (proc(5)), where libfuse's fuse_req_getgroups() looks too.
 * The caller waits for the answer, so that the process is there.
 *
 * @param uid user, as an unsigned number
 * @param gid group, as an unsigned number
 * @param pid process or thread, 0 if it is in another PID namespace
 */
record Requester(int uid, int gid, int pid) {
  private static final int CAP_FSETID = 4;

  static Requester of(Request request) {
    return new Requester(request.uid(), request.gid(), request.pid());
  }

  /** Whether a change by this caller leaves set-group-ID without group-execute. */
  boolean keepsSetGroupId(int group) {
    return gid == group || statusKeepsSetGroupId(group);
  }

  /** Of a caller about whom nothing can be known the bit is cleared, unless it is root. */
  private boolean statusKeepsSetGroupId(int group) {
    String status;
    try {
      // The command's name need not be UTF-8.
      status =
          Files.readString(
              Path.of("/proc", Integer.toString(pid), "status"), StandardCharsets.ISO_8859_1);
    } catch (IOException noSuchProcess) {
      return uid == 0;
    }
    String name = Integer.toUnsignedString(group);
    return Arrays.asList(field(status, "Groups").split(" ")).contains(name)
        || uid == 0 && (Long.parseUnsignedLong(field(status, "CapEff"), 16) >> CAP_FSETID & 1) != 0;
  }

  private static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + status));
  }
}
