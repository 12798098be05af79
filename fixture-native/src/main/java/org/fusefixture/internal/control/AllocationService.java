package org.fusefixture.internal.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** Makes allocations of the kernel fail during calls of the client, one at a time and mount. */
@JsonSegment("allocation")
public interface AllocationService {
  /**
   * What became of an allocation that was to fail.
   *
   * @param call the call of the client, with its arguments; empty if none came
   * @param injected whether it failed
   * @param left how many more allocations the call would have had to make for it to fail
   * @param site functions of the kernel where it failed, innermost first; empty if the kernel does
   *     not tell
   */
  record Outcome(String call, boolean injected, int left, List<String> site) {
    public Outcome {
      call = call == null ? "" : call;
      site = site == null ? List.of() : List.copyOf(site);
    }
  }

  /**
   * Makes an allocation of the next client call on a mount fail, and takes back an earlier one of
   * that mount that is still to come. BAD_REQUEST, with the reason, if the kernel cannot do it.
   *
   * @param nth which allocation, from 1
   */
  @JsonRequest
  CompletableFuture<Void> fail(int mount, int nth);

  /** What became of it; takes it back if no call came. */
  @JsonRequest
  CompletableFuture<Outcome> outcome(int mount);
}
