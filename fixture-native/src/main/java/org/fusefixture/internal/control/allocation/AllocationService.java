package org.fusefixture.internal.control.allocation;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.mount.MountTarget;

/** Makes allocations of the kernel fail, one at a time and mount. */
public interface AllocationService {
  /**
   * Lets an allocation of the next client call on a mount fail; an earlier one of that mount that
   * is still to come is taken back. BAD_REQUEST, with the reason, where the kernel cannot do it.
   */
  @JsonRequest("allocation/fail")
  CompletableFuture<Void> fail(AllocationRequest request);

  /** What became of it; takes it back if no call came. */
  @JsonRequest("allocation/outcome")
  CompletableFuture<AllocationOutcome> outcome(MountTarget target);
}
