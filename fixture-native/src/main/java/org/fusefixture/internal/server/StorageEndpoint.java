package org.fusefixture.internal.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.mount.MountTarget;
import org.fusefixture.internal.control.storage.StorageRequest;
import org.fusefixture.internal.control.storage.StorageService;
import org.fusefixture.storage.FaultyStorage;
import org.fusefixture.storage.UnsyncedReport;

/** The storage of the filesystem that this process serves. */
final class StorageEndpoint implements StorageService {
  private final Function<String, FuseFilesystem> filesystem;
  private final Executor workers;

  /**
   * @param filesystem asked for at each call; throws while there is none
   */
  StorageEndpoint(Function<String, FuseFilesystem> filesystem, Executor workers) {
    this.filesystem = filesystem;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Void> command(StorageRequest request) {
    FaultyStorage storage = storage("storage " + request.command());
    return CompletableFuture.runAsync(() -> storage.command(request.command()), workers);
  }

  @Override
  public CompletableFuture<UnsyncedReport> unsynced(MountTarget target) {
    FaultyStorage storage = storage("storage unsynced");
    return CompletableFuture.supplyAsync(storage::unsynced, workers);
  }

  private FaultyStorage storage(String call) {
    FuseFilesystem mounted = filesystem.apply(call);
    if (mounted instanceof FaultyStorage storage) {
      return storage;
    }
    throw new ControlException(
        ControlError.of(
            ControlError.Kind.BAD_REQUEST,
            call,
            mounted.getClass().getName()
                + " has no cache that could be lost, as it is no "
                + FaultyStorage.class.getName()
                + "; mount org.fusefixture.backing.FaultyDirectory, and put it on that"));
  }
}
