package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.mount.AttestRequest;
import org.fusefixture.internal.control.mount.Attestation;
import org.fusefixture.internal.control.mount.KillRequest;
import org.fusefixture.internal.control.mount.LateAccessWait;
import org.fusefixture.internal.control.mount.LateAccessesSettled;
import org.fusefixture.internal.control.mount.MountService;
import org.fusefixture.internal.control.mount.MountTarget;
import org.fusefixture.internal.control.mount.SnapshotRequest;
import org.fusefixture.internal.control.mount.StacksReport;
import org.fusefixture.internal.control.mount.UnmountResult;
import org.fusefixture.internal.control.mount.WaitingRequests;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** Mounts and servers; each call on a thread of its own. */
final class MountEndpoint implements MountService {
  private static final long WAIT_MARGIN_MILLIS = 2_000;
  private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(15);

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
  public CompletableFuture<UnmountResult> unmount(MountTarget target) {
    AgentMount mount = mounts.remove(target.mount());
    return calls.later(() -> unmounter.unmount(mount));
  }

  @Override
  public CompletableFuture<Void> killServer(KillRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.run(
        () -> {
          if (request.signal() != LinuxProcesses.SIGCONT) { // who is stopped tells nothing
            mount.client().settle();
            mount.serverTrace(); // it may go with the process
          }
          mount.server().signal(request.signal());
          if (request.signal() == LinuxProcesses.SIGSTOP) {
            StoppedProcess.await(mount.server().pid());
          }
        });
  }

  @Override
  public CompletableFuture<WaitingRequests> waiting(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(() -> new WaitingRequests(mount.waiting()));
  }

  @Override
  public CompletableFuture<MountDescription> restart(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(() -> mounter.restart(mount));
  }

  @Override
  public CompletableFuture<MountDescription> describe(MountTarget target) {
    return CompletableFuture.completedFuture(mounter.describe(mounts.get(target.mount())));
  }

  @Override
  public CompletableFuture<Void> takeSnapshot(SnapshotRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.run(
        () -> mount.server().call("takeSnapshot", SNAPSHOT_LIMIT, s -> s.takeSnapshot(request)));
  }

  @Override
  public CompletableFuture<Void> rollBack(SnapshotRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.run(
        () -> mount.server().call("rollBack", SNAPSHOT_LIMIT, s -> s.rollBack(request)));
  }

  @Override
  public CompletableFuture<Void> abort(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.run(() -> mount.abort("asked for"));
  }

  @Override
  public CompletableFuture<ServerReport> serverReport(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(mount::report);
  }

  @Override
  public CompletableFuture<SessionStatistics> statistics(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(mount::statistics);
  }

  @Override
  public CompletableFuture<StacksReport> stacks(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(() -> mount.server().stacks());
  }

  @Override
  public CompletableFuture<LateAccessesSettled> awaitLateAccesses(LateAccessWait wait) {
    AgentMount mount = mounts.get(wait.mount());
    Duration limit = Duration.ofMillis(wait.limitMillis() + WAIT_MARGIN_MILLIS);
    return calls.later(
        () ->
            mount
                .server()
                .call("awaitLateAccesses", limit, server -> server.awaitLateAccesses(wait)));
  }

  @Override
  public CompletableFuture<KernelCounterReport> kernelCounters(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(mount::kernelCounters);
  }

  @Override
  public CompletableFuture<Attestation> attest(AttestRequest request) {
    return calls.later(() -> modes.attest(request));
  }
}
