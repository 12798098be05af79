package org.fusefixture.internal.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fusefixture.internal.control.trace.ServerTraceService;
import org.fusefixture.internal.control.trace.TraceRequest;
import org.fusefixture.internal.control.trace.TraceSwitch;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.trace.Trace;

/** The trace of the session that this process serves. */
final class TraceEndpoint implements ServerTraceService {
  private final Function<String, FuseSession> session;
  private final Executor workers;

  /**
   * @param session gives the session for a call of this name, or throws
   */
  TraceEndpoint(Function<String, FuseSession> session, Executor workers) {
    this.session = session;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Trace> trace(TraceRequest request) {
    return CompletableFuture.supplyAsync(
        () -> session.apply("trace").trace().last(request.most()), workers);
  }

  @Override
  public CompletableFuture<Void> switchTrace(TraceSwitch request) {
    return CompletableFuture.runAsync(
        () -> session.apply("switchTrace").switchTrace(request.on()), workers);
  }
}
