package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.FileVerification;
import org.fusefixture.internal.control.page.VerificationService;
import org.fusefixture.internal.control.page.VerifyRequest;
import org.fusefixture.stamp.FileVerdict;

/** Verdicts: through the mount here, on stored content in the server. */
final class VerificationEndpoint implements VerificationService {
  /** Longest time to judge stored content, of any size. */
  private static final Duration STORED_LIMIT = Duration.ofMinutes(2);

  private final MountTable mounts;
  private final TimedCalls calls;
  private final FileVerification verification = new FileVerification();

  VerificationEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<FileVerdict> file(VerifyRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.on(
        mount,
        mount.requestTimeout(),
        progress -> verification.verify(progress, mount.client(), request));
  }

  @Override
  public CompletableFuture<FileVerdict> stored(VerifyRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.later(
        () ->
            mount
                .server()
                .call(
                    "verifyStored(\"" + request.path() + "\")",
                    STORED_LIMIT,
                    server -> server.verifyStored(request)));
  }
}
