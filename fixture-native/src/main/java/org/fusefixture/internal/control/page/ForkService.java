package org.fusefixture.internal.control.page;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/**
 * Copies of the client process, as fork(2) makes them: they have all of its page buffers as they
 * were, copied on write.
 */
public interface ForkService {
  /** fork(2). */
  @JsonRequest("fork/create")
  CompletableFuture<ForkDescription> create();

  /** The copy writes stamps to its pages. */
  @JsonRequest("fork/stamp")
  CompletableFuture<Void> stamp(ForkStampRequest request);

  /** Compares the pages of the copy with what a stamp says. */
  @JsonRequest("fork/check")
  CompletableFuture<org.fusefixture.stamp.StampVerdict> check(ForkStampRequest request);

  /** SIGKILL; answered when the copy is gone. */
  @JsonRequest("fork/end")
  CompletableFuture<Void> end(ForkTarget target);
}
