package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.mount.MountTarget;
import org.fusefixture.internal.control.storage.StorageRequest;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.storage.UnsyncedReport;

/** Passes calls about a storage on to the server of the mount, which has it. */
final class StorageEndpoint implements StorageService {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final MountTable mounts;
  private final TimedCalls calls;

  StorageEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Void> command(StorageRequest request) {
    String call = "storage " + request.command();
    return pass(request.mount(), call, storage -> storage.command(request));
  }

  @Override
  public CompletableFuture<UnsyncedReport> unsynced(MountTarget target) {
    return pass(target.mount(), "storage unsynced", storage -> storage.unsynced(target));
  }

  private <T> CompletableFuture<T> pass(
      int number, String call, Function<StorageService, CompletableFuture<T>> request) {
    AgentMount mount = mounts.get(number);
    return calls.later(
        () -> mount.server().call(call, LIMIT, server -> request.apply(server.storage())));
  }
}
