package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.fault.FaultNames;
import org.fusefixture.internal.control.fault.FaultReport;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.fault.FaultTarget;
import org.fusefixture.internal.control.fault.SetFaults;
import org.fusefixture.internal.control.mount.MountTarget;

/** Passes calls about faults on to the server of the mount, which has them. */
final class FaultEndpoint implements FaultService {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MountTable mounts;
  private final TimedCalls calls;

  FaultEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<FaultNames> set(SetFaults request) {
    return pass(request.mount(), "set faults", faults -> faults.set(request));
  }

  @Override
  public CompletableFuture<Void> remove(FaultTarget target) {
    return pass(target.mount(), "remove the fault " + target.name(), f -> f.remove(target));
  }

  @Override
  public CompletableFuture<Void> release(FaultTarget target) {
    return pass(target.mount(), "release faults", faults -> faults.release(target));
  }

  @Override
  public CompletableFuture<FaultReport> reset(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(
        () -> {
          mount.server().pause().end();
          FaultReport report = ask(mount, "reset faults", faults -> faults.reset(target));
          mount.forgetInheritedFaults();
          return report;
        });
  }

  @Override
  public CompletableFuture<FaultReport> receipts(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(
        () ->
            mount
                .server()
                .pause()
                .report()
                .map(told -> mount.inheritedFaults().followedBy(told))
                .orElseGet(
                    () -> ask(mount, "receipts of faults", faults -> faults.receipts(target))));
  }

  private <T> CompletableFuture<T> pass(
      int number, String call, Function<FaultService, CompletableFuture<T>> request) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () -> {
          mount.server().pause().end();
          return mount.server().call(call, LIMIT, server -> request.apply(server.faults()));
        });
  }

  /** A server that is dead has told before. */
  private static FaultReport ask(
      AgentMount mount,
      String call,
      Function<FaultService, CompletableFuture<FaultReport>> request) {
    FaultReport inherited = mount.inheritedFaults();
    if (!mount.server().isAlive()) {
      return inherited.followedBy(mount.server().lastWords());
    }
    try {
      return inherited.followedBy(
          mount.server().call(call, LIMIT, server -> request.apply(server.faults())));
    } catch (ControlException e) {
      if (e.kind() != ControlError.Kind.SERVER_DIED) {
        throw e;
      }
      return inherited.followedBy(mount.server().lastWords());
    }
  }
}
