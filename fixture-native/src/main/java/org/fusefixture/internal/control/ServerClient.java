package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;

/** What a server process tells the agent by itself. */
public interface ServerClient {
  /**
   * A fault is about to kill the server.
   *
   * @param faults what became of the faults until then
   * @param restart whether another server is to take its place
   */
  @JsonRequest("server/finalFaultReport")
  CompletableFuture<Void> finalFaultReport(FaultService.Report faults, boolean restart);

  /**
   * A fault stops the server: sends it a SIGSTOP, and answers when every thread has stopped.
   *
   * @param faults what became of the faults until then
   * @param limitMillis after which a SIGCONT follows by itself; 0 for never
   */
  @JsonRequest("server/pause")
  CompletableFuture<Void> pause(FaultService.Report faults, long limitMillis);
}
