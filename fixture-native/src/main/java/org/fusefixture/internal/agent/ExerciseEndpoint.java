package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.ChangingDirectory;
import org.fusefixture.internal.control.exercise.ExerciseService;
import org.fusefixture.internal.control.exercise.ListingRequest;
import org.fusefixture.report.ListingReport;

/** Sequences of client calls, each call under the time limit of its mount. */
final class ExerciseEndpoint implements ExerciseService {
  private final MountTable mounts;
  private final TimedCalls calls;

  ExerciseEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<ListingReport> listAcrossRemoval(ListingRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.on(
        mount,
        mount.requestTimeout(),
        progress -> new ChangingDirectory(progress, mount.client()).list(request));
  }
}
