package org.fusefixture.internal.client;

import java.util.function.LongSupplier;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.internal.control.workload.RoundRequest;
import org.fusefixture.internal.control.workload.WorkloadTarget;

/** Runs workloads, one round after the other: two at the same time would measure each other. */
public final class Workloads {
  private final WorkloadBuffers buffers = new WorkloadBuffers();

  /**
   * Runs a round.
   *
   * @param serverCpuNanos CPU time of the server process so far
   * @return a report without transfers
   * @throws org.fusefixture.internal.control.ControlException that names the call that failed
   */
  public synchronized RoundReport run(
      CallProgress progress, ClientMount mount, RoundRequest request, LongSupplier serverCpuNanos) {
    return WorkloadRound.run(progress, mount, request, buffers, serverCpuNanos);
  }

  /** Removes the files of a workload, and gives back its memory. */
  public synchronized void remove(CallProgress progress, ClientMount mount, WorkloadTarget target) {
    buffers.close();
    for (int i = 0; i < target.workload().threads(); i++) {
      WorkloadFile.remove(progress, mount, i);
    }
  }
}
