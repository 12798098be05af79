package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.internal.control.fault.LastWords;
import org.fusefixture.internal.control.fault.PauseRequest;

/** What a server process tells the agent by itself. */
public interface ServerClient {
  /**
   * A fault is about to kill the server: what became of the faults until then, and whether another
   * server is to follow.
   */
  @JsonRequest("server/lastWords")
  CompletableFuture<Void> lastWords(LastWords words);

  /** A fault stops the server: sends it a SIGSTOP, and answers when every thread has stopped. */
  @JsonRequest("server/pause")
  CompletableFuture<Void> pause(PauseRequest request);
}
