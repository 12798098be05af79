package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fusefixture.internal.control.AgentService.KernelState;
import org.fusefixture.internal.linux.KernelLog;

/** Looks at the kernel of the sandbox, where that is its own. */
final class KernelObserver {
  private static final Path LENT = Path.of("/sys/module/fuse/parameters/lent_user_pages");
  private static final Path MEMORY = Path.of("/proc/vmstat");
  private static final int MOST_COMPLAINTS = 64;

  /**
   * How the kernel starts to complain: lib/bug.c, kernel/panic.c, lib/refcount.c, mm, Linux 6.12.
   */
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "WARNING: .*|BUG: .*|kernel BUG at .*|.*\\bOops\\b.*|Kernel panic.*|refcount_t: .*"
              + "|INFO: (rcu|task) .*|list_(add|del) corruption.*|.*VFS: Busy inodes.*"
              + "|Bad page state.*|fuse: trying to steal weird page.*");

  private final KernelLog log;
  private final List<String> complaints = new ArrayList<>();

  KernelObserver() {
    log = KernelLog.isOfGuest() ? KernelLog.openAtEnd() : null;
  }

  synchronized KernelState look() {
    if (log == null) {
      return KernelState.UNKNOWN;
    }
    for (String line : log.read()) {
      if (COMPLAINT.matcher(line).matches() && complaints.size() < MOST_COMPLAINTS) {
        complaints.add((complaints.size() + 1) + " " + line);
      }
    }
    return new KernelState(lent(), pinned(), complaints);
  }

  private static long lent() {
    try {
      return Long.parseLong(Files.readAllLines(LENT).get(0));
    } catch (IOException e) {
      return -1; // a guest without patch 0002
    }
  }

  private static long pinned() {
    long acquired = 0;
    long released = 0;
    try {
      for (String line : Files.readAllLines(MEMORY)) {
        if (line.startsWith("nr_foll_pin_acquired ")) {
          acquired = number(line);
        } else if (line.startsWith("nr_foll_pin_released ")) {
          released = number(line);
        }
      }
      return acquired - released;
    } catch (IOException e) {
      return -1;
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }
}
