package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.ClientForks;
import org.fusefixture.internal.control.page.ForkDescription;
import org.fusefixture.internal.control.page.ForkService;
import org.fusefixture.internal.control.page.ForkStampRequest;
import org.fusefixture.internal.control.page.ForkTarget;
import org.fusefixture.stamp.StampVerdict;

/** Copies of the client process. What is done to their memory does not wait for a filesystem. */
final class ForkEndpoint implements ForkService {
  private final ClientForks forks;
  private final TimedCalls calls;

  ForkEndpoint(ClientForks forks, TimedCalls calls) {
    this.forks = forks;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<ForkDescription> create() {
    return calls.later(forks::create);
  }

  @Override
  public CompletableFuture<Void> stamp(ForkStampRequest request) {
    return calls.run(() -> forks.stamp(PageEndpoint.UNLIMITED, request));
  }

  @Override
  public CompletableFuture<StampVerdict> check(ForkStampRequest request) {
    return calls.later(() -> forks.check(PageEndpoint.UNLIMITED, request));
  }

  @Override
  public CompletableFuture<Void> end(ForkTarget target) {
    return calls.run(() -> forks.end(target));
  }
}
