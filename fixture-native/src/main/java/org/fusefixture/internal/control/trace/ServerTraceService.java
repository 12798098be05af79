package org.fusefixture.internal.control.trace;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.trace.Trace;

/** The server's part of the trace of its mount. */
public interface ServerTraceService {
  /** The last events. */
  @JsonRequest("serverTrace/trace")
  CompletableFuture<Trace> trace(TraceRequest request);

  /** Goes on or stops. */
  @JsonRequest("serverTrace/switch")
  CompletableFuture<Void> switchTrace(TraceSwitch request);
}
