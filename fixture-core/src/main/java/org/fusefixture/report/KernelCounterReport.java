package org.fusefixture.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a connection, or why there are none.
 *
 * @param counters null where the kernel does not count; see {@link #found()} and {@link #require()}
 * @param absence why not; empty where it does
 */
public record KernelCounterReport(@Nullable KernelCounters counters, String absence) {
  /**
   * Refuses counters with a reason, and neither of both.
   *
   * @param counters as {@link #counters()}
   * @param absence as {@link #absence()}
   */
  public KernelCounterReport {
    absence = absence == null ? "" : absence;
    if ((counters == null) == absence.isEmpty()) {
      throw new IllegalArgumentException(
          "there are either counters (" + counters + ") or a reason (\"" + absence + "\")");
    }
  }

  /**
   * {@return a report of a kernel that counts}
   *
   * @param counters of the connection
   */
  public static KernelCounterReport of(KernelCounters counters) {
    return new KernelCounterReport(counters, "");
  }

  /**
   * {@return a report of a kernel that does not count}
   *
   * @param reason why not
   */
  public static KernelCounterReport absent(String reason) {
    return new KernelCounterReport(null, reason);
  }

  /** {@return the counters, if the kernel counts} */
  public Optional<KernelCounters> found() {
    return Optional.ofNullable(counters);
  }

  /**
   * {@return the counters}
   *
   * @throws IllegalStateException if the kernel does not count, with the reason
   */
  public KernelCounters require() {
    return found().orElseThrow(() -> new IllegalStateException(absence));
  }
}
