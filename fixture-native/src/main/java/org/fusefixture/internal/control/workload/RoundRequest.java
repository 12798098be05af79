package org.fusefixture.internal.control.workload;

import java.util.Objects;
import org.fusefixture.comparison.WorkloadSpec;

/**
 * One round of a workload.
 *
 * @param mount on which
 * @param workload what to do
 * @param operations number of calls that each thread makes; with 0, what a round itself takes
 * @param latencyEvery takes the latency of every n-th call, of none if 0
 * @param seed of random offsets
 * @param limitMillis longest time of the round; after it the connection is aborted
 */
public record RoundRequest(
    int mount,
    WorkloadSpec workload,
    long operations,
    int latencyEvery,
    long seed,
    long limitMillis) {
  public RoundRequest {
    Objects.requireNonNull(workload, "workload");
    if (operations < 0) {
      throw new IllegalArgumentException("operations (" + operations + ") must not be negative");
    }
    if (latencyEvery < 0) {
      throw new IllegalArgumentException(
          "latencyEvery (" + latencyEvery + ") must not be negative");
    }
    if (limitMillis < 1) {
      throw new IllegalArgumentException("limitMillis (" + limitMillis + ") must be positive");
    }
  }
}
