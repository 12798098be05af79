package org.fusefixture.internal.control.trace;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.trace.Trace;

/** Traces of mounts. An unknown mount is answered with BAD_REQUEST. */
public interface TraceService {
  /**
   * The last events of server and client. Of a server that is gone, what it told before the agent
   * ended it; nothing if it ended otherwise.
   */
  @JsonRequest("trace/trace")
  CompletableFuture<Trace> trace(TraceRequest request);

  /** Goes on or stops to trace the server; at first it is traced. */
  @JsonRequest("trace/switch")
  CompletableFuture<Void> switchTrace(TraceSwitch request);
}
