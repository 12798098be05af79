package org.fusefixture.internal.agent;

import org.fusefixture.filesystem.Opcode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.internal.client.CallProgress;
import org.fusefixture.internal.client.Workloads;
import org.fusefixture.internal.control.workload.RoundRequest;
import org.fusefixture.internal.control.workload.WorkloadService;
import org.fusefixture.internal.control.workload.WorkloadTarget;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.report.KernelCounters;
import org.fusefixture.report.SessionStatistics;

/**
 * Rounds of workloads. Server and kernel are asked what they counted before and after each, outside
 * of its time; in between nobody asks them anything.
 */
final class WorkloadEndpoint implements WorkloadService {
  private static final KernelCounters NOTHING = new KernelCounters(0, 0, 0);

  private final MountTable mounts;
  private final TimedCalls calls;
  private final Workloads workloads = new Workloads();

  WorkloadEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<RoundReport> round(RoundRequest request) {
    AgentMount mount = mounts.get(request.mount());
    Duration limit = Duration.ofMillis(request.limitMillis());
    return calls.on(mount, limit, progress -> round(progress, mount, request));
  }

  @Override
  public CompletableFuture<Void> remove(WorkloadTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.on(
        mount,
        mount.requestTimeout(),
        progress -> {
          workloads.remove(progress, mount.client(), target);
          return null;
        });
  }

  private RoundReport round(CallProgress progress, AgentMount mount, RoundRequest request) {
    int server = Math.toIntExact(mount.server().pid());
    mount.startMeasurement();
    try {
      SessionStatistics before = mount.sessionReport().statistics();
      KernelCounters kernelBefore = mount.kernelCounters().found().orElse(NOTHING);
      RoundReport measured =
          workloads.run(progress, mount.client(), request, () -> LinuxProcesses.cpuNanos(server));
      SessionStatistics after = mount.sessionReport().statistics();
      KernelCounters kernelAfter = mount.kernelCounters().found().orElse(NOTHING);
      RoundTransfers transfers =
          new RoundTransfers(
              after.writesInMemory() - before.writesInMemory(),
              after.writesInPipe() - before.writesInPipe(),
              after.bytesWritten() - before.bytesWritten(),
              after.requests(Opcode.READ) - before.requests(Opcode.READ),
              mount.kernelCounters().found().isPresent(),
              kernelAfter.userPagesCopied() - kernelBefore.userPagesCopied(),
              kernelAfter.userPagesReferenced() - kernelBefore.userPagesReferenced());
      return withTransfers(measured, transfers);
    } finally {
      mount.endMeasurement();
    }
  }

  private static RoundReport withTransfers(RoundReport report, RoundTransfers transfers) {
    return new RoundReport(
        report.operations(),
        report.bytes(),
        report.nanos(),
        report.clientCpuNanos(),
        report.serverCpuNanos(),
        report.clockNanos(),
        report.latencies(),
        transfers);
  }
}
