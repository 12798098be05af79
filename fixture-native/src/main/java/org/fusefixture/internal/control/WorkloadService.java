package org.fusefixture.internal.control;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.WorkloadSpec;

/** Streams of equal calls on a mount, made and timed where the mount is. */
@JsonSegment("workload")
public interface WorkloadService {
  /**
   * One round of a workload.
   *
   * @param operations number of calls that each thread makes; 0 measures what a round itself takes
   * @param latencyEvery takes the latency of every n-th call, of none if 0
   * @param seed of random offsets
   * @param limitMillis longest time of the round; after it the connection is aborted
   */
  record Round(
      int mount,
      WorkloadSpec workload,
      long operations,
      int latencyEvery,
      long seed,
      long limitMillis) {
    public Round {
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

  /**
   * Runs one round. Files are opened, and made as long as reads need them, before the time starts.
   * Fails with ERRNO and the call, its offset and its number if one fails or moves fewer bytes than
   * a block, with TIMEOUT if the round does not end.
   */
  @JsonRequest
  CompletableFuture<RoundReport> run(Round round);

  /** Removes the files of a workload, and gives back its memory. */
  @JsonRequest
  CompletableFuture<Void> remove(int mount, WorkloadSpec workload);
}
