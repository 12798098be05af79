package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.FaultService;
import org.fusefixture.internal.control.ServerService;

/**
 * Faults are in the server of the mount. A server that one of them stopped goes on before it is
 * called; a server that one of them killed has reported before.
 */
final class FaultEndpoint implements FaultService {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MountTable mounts;
  private final TimedCalls calls;
  private final FaultService relay;

  FaultEndpoint(MountTable mounts, TimedCalls calls, ServerRelay relay) {
    this.mounts = mounts;
    this.calls = calls;
    this.relay = relay.of(FaultService.class, ServerService::faults, LIMIT);
  }

  @Override
  public CompletableFuture<List<String>> set(int mount, Long seed, List<Rule> rules) {
    return resumed(mount).set(mount, seed, rules);
  }

  @Override
  public CompletableFuture<Void> remove(int mount, String name) {
    return resumed(mount).remove(mount, name);
  }

  @Override
  public CompletableFuture<Void> release(int mount, String name) {
    return resumed(mount).release(mount, name);
  }

  private FaultService resumed(int mount) {
    mounts.get(mount).server().pause().end();
    return relay;
  }

  @Override
  public CompletableFuture<Report> reset(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () -> {
          mount.server().pause().end();
          Report report = ask(mount, "reset of faults", faults -> faults.reset(number));
          mount.forgetInheritedFaults();
          return report;
        });
  }

  @Override
  public CompletableFuture<Report> receipts(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () ->
            mount
                .server()
                .pause()
                .report()
                .map(told -> mount.inheritedFaults().followedBy(told))
                .orElseGet(
                    () -> ask(mount, "receipts of faults", faults -> faults.receipts(number))));
  }

  private static Report ask(
      AgentMount mount, String call, Function<FaultService, CompletableFuture<Report>> request) {
    Report inherited = mount.inheritedFaults();
    if (!mount.server().isAlive()) {
      return inherited.followedBy(mount.server().finalFaultReport());
    }
    try {
      return inherited.followedBy(
          mount.server().call(call, LIMIT, server -> request.apply(server.faults())));
    } catch (ControlException e) {
      if (e.kind() != ControlError.Kind.SERVER_DIED) {
        throw e;
      }
      return inherited.followedBy(mount.server().finalFaultReport());
    }
  }
}
