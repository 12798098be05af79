package org.fusefixture.agent;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.control.allocation.AllocationOutcome;
import org.fusefixture.control.allocation.AllocationRequest;
import org.fusefixture.control.allocation.AllocationService;
import org.fusefixture.control.mount.MountTarget;

/** Allocations of the kernel that fail during calls of the client. */
final class AllocationEndpoint implements AllocationService {
  private final MountTable mounts;
  private final TimedCalls calls;

  AllocationEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Void> fail(AllocationRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.run(() -> mount.client().allocations().fail(request.nth()));
  }

  @Override
  public CompletableFuture<AllocationOutcome> outcome(MountTarget target) {
    AgentMount mount = mounts.get(target.mount());
    return calls.later(() -> mount.client().allocations().outcome());
  }
}
