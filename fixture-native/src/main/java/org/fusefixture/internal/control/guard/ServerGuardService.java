package org.fusefixture.internal.control.guard;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** The server's part of {@link GuardService}. */
public interface ServerGuardService {
  /** See {@link GuardService#lookups}. */
  @JsonRequest("serverGuard/lookups")
  CompletableFuture<Findings> lookups();

  /** See {@link GuardService#leftovers}; after the session has ended. */
  @JsonRequest("serverGuard/leftovers")
  CompletableFuture<Findings> leftovers();
}
