package org.fusefixture.internal.server;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.StorageService;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.storage.FaultyStorage;
import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/** What the filesystem of this process stores. */
final class StorageEndpoint implements StorageService {
  private final Function<String, FuseSession> session;
  private final Function<String, FuseFilesystem> filesystem;
  private final Executor workers;

  /**
   * @param session asked for at each call, with the name of the call; throws while there is none
   * @param filesystem in the same way
   */
  StorageEndpoint(
      Function<String, FuseSession> session,
      Function<String, FuseFilesystem> filesystem,
      Executor workers) {
    this.session = session;
    this.filesystem = filesystem;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Void> command(int mount, StorageCommand command) {
    FaultyStorage storage = storage("storage " + command);
    return CompletableFuture.runAsync(() -> storage.command(command), workers);
  }

  @Override
  public CompletableFuture<UnsyncedReport> unsynced(int mount) {
    FaultyStorage storage = storage("storage unsynced");
    return CompletableFuture.supplyAsync(storage::unsynced, workers);
  }

  @Override
  public CompletableFuture<Void> takeSnapshot(int mount, String name) {
    return snapshot("takeSnapshot", name, mounted -> mounted.faults().snapshots().take(name));
  }

  @Override
  public CompletableFuture<Void> rollBack(int mount, String name) {
    return snapshot("rollBack", name, mounted -> mounted.faults().snapshots().rollBack(name));
  }

  private CompletableFuture<Void> snapshot(
      String call, String name, java.util.function.Consumer<FuseSession> action) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of a snapshot is empty");
    }
    return CompletableFuture.runAsync(
        () -> {
          try {
            action.accept(session.apply(call));
          } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new ControlException(
                ControlError.of(ControlError.Kind.BAD_REQUEST, call, e.getMessage()), e);
          }
        },
        workers);
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
                + "; mount org.fusefixture.internal.backing.FaultyDirectory, and put it on that"));
  }
}
