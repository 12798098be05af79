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
 */
public record SessionReport(
    SessionStatistics statistics,
    List<LateAccess> lateAccesses,
    List<FilesystemFailure> failures,
    List<UnansweredRequest> unanswered) {

  /** Of a session that told nothing. */
  public static final SessionReport EMPTY =
      new SessionReport(SessionStatistics.EMPTY, List.of(), List.of(), List.of());

  /**
   * Takes null for an empty list.
   *
   * @param statistics as {@link #statistics()}
   * @param lateAccesses as {@link #lateAccesses()}
   * @param failures as {@link #failures()}
   * @param unanswered as {@link #unanswered()}
   */
  public SessionReport {
    Objects.requireNonNull(statistics, "statistics");
    lateAccesses = lateAccesses == null ? List.of() : List.copyOf(lateAccesses);
    failures = failures == null ? List.of() : List.copyOf(failures);
    unanswered = unanswered == null ? List.of() : List.copyOf(unanswered);
  }
}
