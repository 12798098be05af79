package org.fusefixture.internal.server;

import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.StorageService;
import org.fusefixture.internal.session.fault.SessionFaults;
import org.fusefixture.storage.FaultyStorage;
import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/** What the filesystem of this process stores. */
final class StorageEndpoint implements StorageService {
  private final Function<String, SessionFaults> faults;
  private final Function<String, FuseFilesystem> filesystem;
  private final Executor workers;

  /**
   * @param faults asked for at each call, with the name of the call; throws while there is none
   * @param filesystem in the same way
   */
  StorageEndpoint(
      Function<String, SessionFaults> faults,
      Function<String, FuseFilesystem> filesystem,
      Executor workers) {
    this.faults = faults;
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
    return snapshot("takeSnapshot", name, rules -> rules.snapshots().take(name));
  }

  @Override
  public CompletableFuture<Void> rollBack(int mount, String name) {
    return snapshot("rollBack", name, rules -> rules.snapshots().rollBack(name));
  }

  private CompletableFuture<Void> snapshot(
      String call, String name, Consumer<SessionFaults> action) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of a snapshot is empty");
    }
    return CompletableFuture.runAsync(
        () -> {
          try {
            action.accept(faults.apply(call));
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
                + "; mount org.fusefixture.backing.FaultyDirectory, and put it on that"));
  }
}
