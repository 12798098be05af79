package org.fusefixture.internal.control.workload;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.comparison.RoundReport;

/** Streams of equal calls on a mount. Data stays in the sandbox. */
public interface WorkloadService {
  /**
   * Runs one round. Files are opened, and made as long as reads need them, before the time starts.
   * Fails with ERRNO and the call, its offset and its number where one fails or moves fewer bytes
   * than a block, with TIMEOUT where the round does not end.
   */
  @JsonRequest("workload/round")
  CompletableFuture<RoundReport> round(RoundRequest request);

  /** Removes the files of a workload, and gives back its memory. */
  @JsonRequest("workload/remove")
  CompletableFuture<Void> remove(WorkloadTarget target);
}
