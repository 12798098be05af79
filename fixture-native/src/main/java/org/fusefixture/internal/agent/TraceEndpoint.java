package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.ClientMemory;
import org.fusefixture.internal.client.ClientTrace;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.TraceService;
import org.fusefixture.trace.Trace;

/** Puts the events of a server and of its client together. */
final class TraceEndpoint implements TraceService {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final MountTable mounts;
  private final ClientMemory pages;
  private final TimedCalls calls;
  private final TraceService relay;

  TraceEndpoint(MountTable mounts, ClientMemory pages, TimedCalls calls, ServerRelay relay) {
    this.mounts = mounts;
    this.pages = pages;
    this.calls = calls;
    this.relay = relay.of(TraceService.class, ServerService::trace, LIMIT);
  }

  @Override
  public CompletableFuture<Trace> trace(int number, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most (" + most + ") must be positive");
    }
    AgentMount mount = mounts.get(number);
    return calls.later(() -> trace(mount).last(most));
  }

  @Override
  public CompletableFuture<Void> enable(int mount, boolean on) {
    return relay.enable(mount, on);
  }

  private Trace trace(AgentMount mount) {
    ClientTrace client = mount.client().trace();
    return mount
        .serverTrace()
        .with(client.events(), client.dropped())
        .with(pages.events(mount.number()), 0);
  }
}
