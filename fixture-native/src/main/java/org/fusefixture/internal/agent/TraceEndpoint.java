package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.ClientPages;
import org.fusefixture.internal.client.ClientTrace;
import org.fusefixture.internal.control.trace.TraceRequest;
import org.fusefixture.internal.control.trace.TraceService;
import org.fusefixture.internal.control.trace.TraceSwitch;
import org.fusefixture.trace.Trace;

/** Puts the events of a server and of its client together. */
final class TraceEndpoint implements TraceService {
  private static final Duration SWITCH_LIMIT = Duration.ofSeconds(5);

  private final MountTable mounts;
  private final ClientPages pages;
  private final TimedCalls calls;

  TraceEndpoint(MountTable mounts, ClientPages pages, TimedCalls calls) {
    this.mounts = mounts;
    this.pages = pages;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Trace> trace(TraceRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.later(() -> trace(mount).last(request.most()));
  }

  @Override
  public CompletableFuture<Void> switchTrace(TraceSwitch request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.later(
        () ->
            mount
                .server()
                .call(
                    "switchTrace", SWITCH_LIMIT, serving -> serving.trace().switchTrace(request)));
  }

  private Trace trace(AgentMount mount) {
    ClientTrace client = mount.client().trace();
    return mount
        .serverTrace()
        .with(client.events(), client.dropped())
        .with(pages.events(mount.number()), 0);
  }
}
