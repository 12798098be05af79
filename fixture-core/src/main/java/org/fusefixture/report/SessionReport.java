package org.fusefixture.report;

import java.util.List;
import java.util.Objects;

/**
 * What a session saw so far.
 *
 * @param statistics counters
 * @param lateAccesses payloads touched after their reply, oldest first
 * @param failures what the filesystem threw, oldest first, bounded
 * @param unanswered requests that have no reply yet
 * @param protocol where replies broke the protocol
 */
public record SessionReport(
    SessionStatistics statistics,
    List<LateAccess> lateAccesses,
    List<FilesystemFailure> failures,
    List<UnansweredRequest> unanswered,
    ProtocolReport protocol) {

  /** Of a session that told nothing. */
  public static final SessionReport EMPTY =
      new SessionReport(
          SessionStatistics.EMPTY, List.of(), List.of(), List.of(), ProtocolReport.CLEAN);

  /**
   * Takes null for nothing.
   *
   * @param statistics as {@link #statistics()}
   * @param lateAccesses as {@link #lateAccesses()}
   * @param failures as {@link #failures()}
   * @param unanswered as {@link #unanswered()}
   * @param protocol as {@link #protocol()}
   */
  public SessionReport {
    Objects.requireNonNull(statistics, "statistics");
    lateAccesses = lateAccesses == null ? List.of() : List.copyOf(lateAccesses);
    failures = failures == null ? List.of() : List.copyOf(failures);
    unanswered = unanswered == null ? List.of() : List.copyOf(unanswered);
    protocol = protocol == null ? ProtocolReport.CLEAN : protocol;
  }
}
