package org.fusefixture.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.control.fault.FaultReport;

/** What a server process tells the agent by itself. */
public interface ServerClient {
  /** A fault is about to kill the server: what became of the faults until then. */
  @JsonRequest("server/lastWords")
  CompletableFuture<Void> lastWords(FaultReport report);
}
