package org.fusefixture.internal.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.UnansweredRequest;

/**
 * Looks after users of a mount that the agent does not call for: commands in the sandbox, and
 * whoever uses a visible mount. When requests wait, and none is completed for as long as the
 * mount's request time-out, the connection is aborted.
 *
 * <p>A request that may wait for ever by its nature, for a lock, does not count.
 */
final class Watchdog {
  private static final Set<Opcode> MAY_WAIT = Set.of(Opcode.SETLKW);

  private final MountTable mounts;
  private final Map<Integer, Standstill> standstills = new HashMap<>();

  Watchdog(MountTable mounts) {
    this.mounts = mounts;
  }

  /**
   * Since when nothing has moved.
   *
   * @param since System.nanoTime() of the first look
   * @param replies at that time, or -1 where the server did not tell
   */
  private record Standstill(long since, long replies) {}

  /** Looks at every mount; to be called several times within a request time-out. */
  synchronized void look() {
    for (AgentMount mount : mounts.all()) {
      look(mount);
    }
  }

  private void look(AgentMount mount) {
    if (mount.isEnding() || mount.isAborted() || mount.isMeasured() || mount.waiting() == 0) {
      standstills.remove(mount.number());
      return;
    }
    SessionReport report = mount.server().isAlive() ? mount.sessionReport() : SessionReport.EMPTY;
    long replies = report.statistics().replies();
    Standstill known = standstills.get(mount.number());
    if (known == null || known.replies() != replies || onlyWaits(report)) {
      standstills.put(mount.number(), new Standstill(System.nanoTime(), replies));
      return;
    }
    long still = System.nanoTime() - known.since();
    if (still > mount.requestTimeout().toNanos()) {
      mount.abort(
          "watchdog: "
              + mount.waiting()
              + " requests wait, and none was completed for "
              + still / 1_000_000
              + " ms; unanswered: "
              + report.unanswered());
      standstills.remove(mount.number());
    }
  }

  private static boolean onlyWaits(SessionReport report) {
    return !report.unanswered().isEmpty()
        && report.unanswered().stream().map(UnansweredRequest::opcode).allMatch(MAY_WAIT::contains);
  }
}
