package org.fusefixture.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fusefixture.filesystem.TransferMode;

/**
 * All that a comparison has measured so far.
 *
 * @param setting filesystem, sandbox, workload and seed, in words
 * @param warmUp how it was warmed up, in words
 * @param cpuSource where CPU times come from, in words
 * @param baseline numbers of the first mode
 * @param candidate numbers of the second mode
 * @param throughputRatio candidate to baseline, with its 95% interval; empty below two blocks
 * @param cpuRatio the same of CPU time per MiB; also empty where a round itself takes more CPU time
 *     than its calls
 * @param blocks the order of rounds in each block, for example "ABBA" with A for the baseline
 * @param latencyEvery the latency of every n-th call was taken
 * @param rounds each round, in the order of time
 */
public record ComparisonNumbers(
    String setting,
    String warmUp,
    String cpuSource,
    ModeNumbers baseline,
    ModeNumbers candidate,
    Optional<Interval> throughputRatio,
    Optional<Interval> cpuRatio,
    List<String> blocks,
    int latencyEvery,
    List<Round> rounds) {
  private static final double MEBIBYTE = 1 << 20;
  private static final double NANOS = 1e9;
  private static final double MICRO = 1e3;
  private static final String TOO_FEW = "unknown: fewer than two blocks of rounds";
  private static final String DROWNED =
      "unknown: a round itself takes more CPU time than its calls; choose longer rounds";

  /**
   * Copies the lists.
   *
   * @param setting as {@link #setting()}
   * @param warmUp as {@link #warmUp()}
   * @param cpuSource as {@link #cpuSource()}
   * @param baseline as {@link #baseline()}
   * @param candidate as {@link #candidate()}
   * @param throughputRatio as {@link #throughputRatio()}
   * @param cpuRatio as {@link #cpuRatio()}
   * @param blocks as {@link #blocks()}
   * @param latencyEvery as {@link #latencyEvery()}
   * @param rounds as {@link #rounds()}
   */
  public ComparisonNumbers {
    blocks = List.copyOf(blocks);
    rounds = List.copyOf(rounds);
  }

  /**
   * {@return the ratio with its interval; empty where it is unknown}
   *
   * @param measure whose ratio is taken
   */
  public Optional<Interval> ratio(Measure measure) {
    return measure == Measure.THROUGHPUT ? throughputRatio : cpuRatio;
  }

  /** {@return the numbers as entries of a test report} */
  public Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("comparison", setting);
    entries.put("throughput ratio", ratio(throughputRatio, TOO_FEW));
    entries.put("CPU per MiB ratio", ratio(cpuRatio, blocks.size() < 2 ? TOO_FEW : DROWNED));
    entries.put("baseline", baseline.toString());
    entries.put("candidate", candidate.toString());
    entries.put("warm-up", warmUp);
    entries.put("order of rounds", blocks.isEmpty() ? "no round yet" : String.join(" ", blocks));
    entries.put("CPU time from", cpuSource);
    entries.put(
        "latencies",
        "of every call with number n * "
            + latencyEvery
            + ", in a closed loop: service times (coordinated omission)");
    return entries;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    entries().forEach((name, value) -> text.append(String.format("  %s: %s%n", name, value)));
    return text.toString().stripTrailing();
  }

  private static String ratio(Optional<Interval> interval, String reason) {
    return interval
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "%.3f (95%% interval %.3f to %.3f)",
                    found.estimate(),
                    found.low(),
                    found.high()))
        .orElse(reason);
  }

  /**
   * One round that counts.
   *
   * @param mode the mode it ran in
   * @param report what the agent reported
   * @param cpuNanos CPU time of client, server and kernel
   */
  public record Round(TransferMode mode, RoundReport report, long cpuNanos) {
    /** {@return the throughput in MiB/s} */
    public double throughput() {
      return mebibytes() / (report.nanos() / NANOS);
    }

    /** {@return the CPU time in microseconds per MiB} */
    public double cpuPerMebibyte() {
      return Math.max(1, cpuNanos) / MICRO / mebibytes();
    }

    /**
     * {@return the value of a measure, in its unit}
     *
     * @param measure whose value is taken
     */
    public double value(Measure measure) {
      return measure == Measure.THROUGHPUT ? throughput() : cpuPerMebibyte();
    }

    private double mebibytes() {
      return report.bytes() / MEBIBYTE;
    }
  }

  /**
   * What was measured of one mode.
   *
   * @param mode the mode
   * @param rounds number of rounds, without the warm-up
   * @param throughput median of the rounds, in MiB/s
   * @param cpuPerMebibyte median of the rounds, in microseconds per MiB
   * @param latencies of all rounds together
   */
  public record ModeNumbers(
      TransferMode mode,
      int rounds,
      double throughput,
      double cpuPerMebibyte,
      Latencies latencies) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %.0f MiB/s, %.1f us of CPU per MiB (medians of %d rounds), latency %s",
          mode,
          throughput,
          cpuPerMebibyte,
          rounds,
          latencies);
    }
  }

  /**
   * Latencies of calls, in nanoseconds: service times in a closed loop. Each call starts when the
   * one before has returned, so calls that would have come during a slow one are not counted
   * (coordinated omission): the latencies tell how long a call takes, not how long callers wait who
   * arrive at their own times.
   *
   * @param count of calls whose latency was taken
   * @param p50 the median
   * @param p99 99 of 100 are not greater
   * @param max the greatest that was taken
   */
  public record Latencies(long count, long p50, long p99, long max) {
    @Override
    public String toString() {
      return count == 0
          ? "none taken"
          : String.format(
              Locale.ROOT,
              "p50 %.1f us, p99 %.1f us, max %.1f us (%d calls)",
              p50 / MICRO,
              p99 / MICRO,
              max / MICRO,
              count);
    }
  }
}
