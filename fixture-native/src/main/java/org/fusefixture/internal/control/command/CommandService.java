package org.fusefixture.internal.control.command;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** Commands inside the sandbox. */
public interface CommandService {
  /**
   * Runs a command to its end; its output comes by notifications meanwhile. A command that cannot
   * be started fails with BAD_REQUEST and the reason. Cancelling the future kills it.
   */
  @JsonRequest("command/run")
  CompletableFuture<RunResult> run(RunRequest request);
}
