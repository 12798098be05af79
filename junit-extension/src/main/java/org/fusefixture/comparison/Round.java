package org.fusefixture.comparison;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.workload.RoundReport;

/**
 * One round that counts.
 *
 * @param mode in which
 * @param report of the agent
 * @param cpuNanos CPU time of client, server and kernel
 */
public record Round(TransferMode mode, RoundReport report, long cpuNanos) {
  private static final double MEBIBYTE = 1 << 20;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e3;

  /** In MiB/s. */
  public double throughput() {
    return mebibytes() / (report.nanos() / NANOS);
  }

  /** In microseconds per MiB. */
  public double cpuPerMebibyte() {
    return Math.max(1, cpuNanos) / MICROS / mebibytes();
  }

  double of(Measure measure) {
    return measure == Measure.THROUGHPUT ? throughput() : cpuPerMebibyte();
  }

  private double mebibytes() {
    return report.bytes() / MEBIBYTE;
  }
}
