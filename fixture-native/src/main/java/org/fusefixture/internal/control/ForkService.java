package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.stamp.StampVerdict;

/**
 * Copies of the client process, as fork(2) makes them: they have all of its page buffers, copied on
 * write.
 */
@JsonSegment("fork")
public interface ForkService {
  /**
   * A copy of the client process.
   *
   * @param fork identifies it in this sandbox
   * @param pid its process
   */
  record Fork(int fork, long pid) {}

  @JsonRequest
  CompletableFuture<Fork> fork();

  /** The copy writes stamps to its pages. */
  @JsonRequest
  CompletableFuture<Void> stamp(int fork, StampedRange range);

  /** Compares the pages of the copy with a stamp. */
  @JsonRequest
  CompletableFuture<StampVerdict> check(int fork, StampedRange range);

  /** SIGKILL; answered when the copy is gone. */
  @JsonRequest
  CompletableFuture<Void> end(int fork);
}
