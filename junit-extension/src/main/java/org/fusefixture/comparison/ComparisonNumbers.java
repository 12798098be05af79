package org.fusefixture.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.statistics.BootstrapInterval;

/**
 * All that a comparison measured so far.
 *
 * @param setting filesystem, sandbox, workload and seed, in words
 * @param warmUp how it was warmed up, in words
 * @param cpuSource where CPU times come from, in words
 * @param baseline numbers of the first mode
 * @param candidate numbers of the second mode
 * @param throughputRatio of the candidate to the baseline, with its 95% interval; empty below two
 *     blocks
 * @param cpuRatio of CPU time per MiB, likewise; empty, too, where a round itself takes more CPU
 *     time than its calls
 * @param blocks the order of rounds in each block, for example "ABBA" with A for the baseline
 * @param latencyEvery the latency of every n-th call was taken
 * @param rounds each round in the order of time
 */
public record ComparisonNumbers(
    String setting,
    String warmUp,
    String cpuSource,
    ModeNumbers baseline,
    ModeNumbers candidate,
    Optional<BootstrapInterval> throughputRatio,
    Optional<BootstrapInterval> cpuRatio,
    List<String> blocks,
    int latencyEvery,
    List<Round> rounds) {
  private static final String TOO_FEW = "unknown: fewer than two blocks of rounds";
  private static final String DROWNED =
      "unknown: a round itself takes more CPU time than its calls; take longer rounds";

  public ComparisonNumbers {
    blocks = List.copyOf(blocks);
    rounds = List.copyOf(rounds);
  }

  /** The ratio that each block measured, candidate to baseline, in the order of time. */
  public List<Double> blockRatios(Measure measure) {
    List<Double> ratios = new ArrayList<>();
    int next = 0;
    for (String order : blocks) {
      Block block = new Block(order, rounds.subList(next, next + order.length()));
      ratios.add(Math.exp(block.logRatio(measure, candidate.mode())));
      next += order.length();
    }
    return ratios;
  }

  /** The ratio with its interval; empty where it is unknown. */
  public Optional<BootstrapInterval> ratio(Measure measure) {
    return measure == Measure.THROUGHPUT ? throughputRatio : cpuRatio;
  }

  /**
   * Latencies of all rounds of a mode, in nanoseconds; all 0 where none was taken.
   *
   * @param percentiles each from 0 to 100
   */
  public long[] latencies(TransferMode mode, double... percentiles) {
    Histogram all =
        Latencies.histogram(rounds.stream().filter(round -> round.mode() == mode).toList());
    return Arrays.stream(percentiles).mapToLong(all::getValueAtPercentile).toArray();
  }

  /** The numbers as entries of a test report. */
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

  private static String ratio(Optional<BootstrapInterval> interval, String reason) {
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
}
