package org.fusefixture.internal.control.process;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.report.ClientProcessState;

/** Client processes of one call each. What is unknown is answered with BAD_REQUEST. */
public interface ClientProcessService {
  /** Starts a process; answered when it is about to make its call, which may take any time. */
  @JsonRequest("process/start")
  CompletableFuture<ClientProcessDescription> start(ClientCall call);

  /** Sends a signal. */
  @JsonRequest("process/signal")
  CompletableFuture<Void> signal(ClientProcessSignal request);

  /** What became of it so far. */
  @JsonRequest("process/state")
  CompletableFuture<ClientProcessState> state(ClientProcessTarget target);

  /** Ends it by the end of its input, or after 5 s by SIGKILL, and forgets it. */
  @JsonRequest("process/end")
  CompletableFuture<ClientProcessState> end(ClientProcessTarget target);
}
