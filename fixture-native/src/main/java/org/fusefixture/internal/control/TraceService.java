package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.trace.Trace;

/**
 * Traces of mounts. Offered by the agent and, in the same words, by each server, which knows its
 * own events only and ignores the number of the mount.
 */
@JsonSegment("trace")
public interface TraceService {
  /**
   * The last events of server and client. Of a server that is gone, what it told before the agent
   * ended it; nothing if it ended otherwise.
   *
   * @param most number of events
   */
  @JsonRequest
  CompletableFuture<Trace> trace(int mount, int most);

  /** Starts or stops to trace the server; at first it is traced. */
  @JsonRequest
  CompletableFuture<Void> enable(int mount, boolean on);
}
