package org.fusefixture.comparison;

import java.util.Locale;
import org.fusefixture.filesystem.TransferMode;

/**
 * What was measured of one mode.
 *
 * @param mode which
 * @param rounds number of rounds, without the warm-up
 * @param throughput median of the rounds, in MiB/s
 * @param cpuPerMebibyte median of the rounds, in microseconds per MiB
 * @param latencies of all rounds together
 */
public record ModeNumbers(
    TransferMode mode, int rounds, double throughput, double cpuPerMebibyte, Latencies latencies) {
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
