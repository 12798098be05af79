package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.guard.Findings;
import org.fusefixture.internal.control.guard.GuardService;
import org.fusefixture.internal.control.mount.MountTarget;

/** Asks servers what is left in them. */
final class GuardEndpoint implements GuardService {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final MountTable mounts;
  private final Leftovers leftovers;
  private final TimedCalls calls;

  GuardEndpoint(MountTable mounts, Leftovers leftovers, TimedCalls calls) {
    this.mounts = mounts;
    this.leftovers = leftovers;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Findings> lookups(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(
        () -> {
          if (!mount.server().isAlive()) {
            return Findings.NONE;
          }
          try {
            return mount.server().call("lookups", LIMIT, serving -> serving.guard().lookups());
          } catch (ControlException e) {
            return mount.server().isAlive() ? raise(e) : Findings.NONE;
          }
        });
  }

  @Override
  public CompletableFuture<Findings> leftovers(MountTarget target) {
    return CompletableFuture.completedFuture(leftovers.of(target.mount()));
  }

  private static Findings raise(ControlException failure) {
    throw failure;
  }
}
