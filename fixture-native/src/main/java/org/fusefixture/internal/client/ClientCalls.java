package org.fusefixture.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives each call of the control API its thread, its mount and its time limit. */
public interface ClientCalls {
  /**
   * Makes system calls on a mount. Each may take as long as the request time-out of the mount.
   *
   * @param mount its number
   */
  <T> CompletableFuture<T> on(int mount, Function<ClientCall, T> action);

  /** Does what waits for no filesystem, and has no time limit. */
  <T> CompletableFuture<T> later(Supplier<T> action);

  /** A mount as its client uses it. */
  ClientMount mount(int number);

  /** As {@link #on}, for actions that return nothing. */
  default CompletableFuture<Void> run(int mount, Consumer<ClientCall> action) {
    return on(
        mount,
        call -> {
          action.accept(call);
          return null;
        });
  }

  /** As {@link #later}, for actions that return nothing. */
  default CompletableFuture<Void> run(Runnable action) {
    return later(
        () -> {
          action.run();
          return null;
        });
  }
}
