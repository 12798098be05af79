package org.fusefixture.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.control.ControlError;
import org.fusefixture.control.ControlException;
import org.fusefixture.control.fault.FaultNames;
import org.fusefixture.control.fault.FaultReport;
import org.fusefixture.control.fault.FaultService;
import org.fusefixture.control.fault.FaultTarget;
import org.fusefixture.control.fault.SetFaults;
import org.fusefixture.control.mount.MountTarget;

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
    return ask(target.mount(), "reset faults", faults -> faults.reset(target));
  }

  @Override
  public CompletableFuture<FaultReport> receipts(MountTarget target) {
    return ask(target.mount(), "receipts of faults", faults -> faults.receipts(target));
  }

  private <T> CompletableFuture<T> pass(
      int number, String call, Function<FaultService, CompletableFuture<T>> request) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () -> mount.server().call(call, LIMIT, server -> request.apply(server.faults())));
  }

  /** As {@link #pass}; a server that is dead has told before. */
  private CompletableFuture<FaultReport> ask(
      int number, String call, Function<FaultService, CompletableFuture<FaultReport>> request) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () -> {
          if (!mount.server().isAlive()) {
            return mount.server().lastWords();
          }
          try {
            return mount.server().call(call, LIMIT, server -> request.apply(server.faults()));
          } catch (ControlException e) {
            if (e.kind() != ControlError.Kind.SERVER_DIED) {
              throw e;
            }
            return mount.server().lastWords();
          }
        });
  }
}
