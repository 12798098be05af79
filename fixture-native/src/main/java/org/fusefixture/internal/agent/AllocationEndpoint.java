package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.allocation.AllocationOutcome;
import org.fusefixture.internal.control.allocation.AllocationRequest;
import org.fusefixture.internal.control.allocation.AllocationService;
import org.fusefixture.internal.control.mount.MountTarget;

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
