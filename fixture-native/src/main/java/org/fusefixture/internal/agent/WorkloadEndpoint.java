package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.client.ClientCall;
import org.fusefixture.internal.client.Workloads;
import org.fusefixture.internal.control.WorkloadService;
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
  public CompletableFuture<RoundReport> run(Round round) {
    AgentMount mount = mounts.get(round.mount());
    Duration limit = Duration.ofMillis(round.limitMillis());
    return calls.on(mount, limit, call -> run(call, mount, round));
  }

  @Override
  public CompletableFuture<Void> remove(int mount, WorkloadSpec workload) {
    return calls.run(mount, call -> workloads.remove(call, workload));
  }

  private RoundReport run(ClientCall call, AgentMount mount, Round round) {
    int server = Math.toIntExact(mount.server().pid());
    mount.startMeasurement();
    try {
      SessionStatistics before = mount.sessionReport().statistics();
      KernelCounters kernelBefore = mount.kernelCounters().found().orElse(NOTHING);
      RoundReport measured = workloads.run(call, round, () -> LinuxProcesses.cpuNanos(server));
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
