package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.MountService;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** Mounts and servers; each call on a thread of its own. */
final class MountEndpoint implements MountService {
  private static final long WAIT_MARGIN_MILLIS = 2_000;

  private final Mounter mounter;
  private final Unmounter unmounter;
  private final MountTable mounts;
  private final TimedCalls calls;
  private final AttestedModes modes;

  MountEndpoint(
      Mounter mounter,
      Unmounter unmounter,
      MountTable mounts,
      TimedCalls calls,
      AttestedModes modes) {
    this.mounter = mounter;
    this.unmounter = unmounter;
    this.mounts = mounts;
    this.calls = calls;
    this.modes = modes;
  }

  @Override
  public CompletableFuture<MountDescription> mount(MountSpec spec) {
    return calls.later(
        () -> {
          modes.require(spec);
          return mounter.mount(spec);
        });
  }

  @Override
  public CompletableFuture<UnmountResult> unmount(int number) {
    AgentMount mount = mounts.remove(number);
    return calls.later(() -> unmounter.unmount(mount));
  }

  @Override
  public CompletableFuture<Void> killServer(int number, int signal) {
    ServerProcess.requireSignal(signal);
    AgentMount mount = mounts.get(number);
    return calls.run(
        () -> {
          if (signal != LinuxProcesses.SIGCONT) { // who is stopped tells nothing
            mount.client().settle();
            mount.serverTrace(); // it may go with the process
          }
          mount.server().signal(signal);
          if (signal == LinuxProcesses.SIGSTOP) {
            StoppedProcess.await(mount.server().servingPid());
          }
        });
  }

  @Override
  public CompletableFuture<Integer> waiting(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(mount::waiting);
  }

  @Override
  public CompletableFuture<MountDescription> restart(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(() -> mounter.restart(mount));
  }

  @Override
  public CompletableFuture<MountDescription> describe(int number) {
    return CompletableFuture.completedFuture(mounter.describe(mounts.get(number)));
  }

  @Override
  public CompletableFuture<Void> abort(int number) {
    AgentMount mount = mounts.get(number);
    return calls.run(() -> mount.abort("asked for"));
  }

  @Override
  public CompletableFuture<ServerReport> serverReport(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(mount::report);
  }

  @Override
  public CompletableFuture<SessionStatistics> statistics(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(mount::statistics);
  }

  @Override
  public CompletableFuture<Stacks> stacks(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(() -> mount.server().stacks());
  }

  @Override
  public CompletableFuture<Boolean> awaitLateAccesses(int number, long limitMillis) {
    if (limitMillis <= 0) {
      throw new IllegalArgumentException("limitMillis (" + limitMillis + ") must be positive");
    }
    AgentMount mount = mounts.get(number);
    Duration limit = Duration.ofMillis(limitMillis + WAIT_MARGIN_MILLIS);
    return calls.later(
        () ->
            mount
                .server()
                .call("awaitLateAccesses", limit, server -> server.awaitLateAccesses(limitMillis)));
  }

  @Override
  public CompletableFuture<KernelCounterReport> kernelCounters(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(mount::kernelCounters);
  }

  @Override
  public CompletableFuture<Attestation> attest(TransferMode mode, boolean dropSysAdmin) {
    return calls.later(() -> modes.attest(mode, dropSysAdmin));
  }
}
