package org.fusefixture.internal.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts sandboxes on demand, and shares each among all callers with the same key. Thread-safe: a
 * caller that asks for a sandbox which is being started waits for it.
 *
 * <p>Sandboxes end with {@link #close()}, with the JVM's shutdown, and, since their agents read
 * their control streams, with the JVM's death.
 */
public final class Sandboxes implements AutoCloseable {
  private final SandboxProviders providers;
  private final Map<SandboxKey, CompletableFuture<Sandbox>> open = new HashMap<>();
  private Thread shutdownHook;
  private int leases;

  Sandboxes(SandboxProviders providers) {
    this.providers = providers;
  }

  /** The registry of this JVM. */
  public static Sandboxes shared() {
    return Shared.SANDBOXES;
  }

  /** A separate registry, for sandboxes that are not shared with others. */
  public static Sandboxes separate() {
    return new Sandboxes(SandboxProviders.installed());
  }

  /**
   * The sandbox with this key; starts one if there is none, or if the previous one is dead.
   *
   * @throws SandboxFailedException with the reason
   */
  public Sandbox open(SandboxKey key) {
    CompletableFuture<Sandbox> future;
    Sandbox dead = null;
    boolean starts = false;
    synchronized (open) {
      future = open.get(key);
      if (future != null && isDead(future)) {
        dead = future.join();
        future = null;
      }
      if (future == null) {
        registerShutdownHook();
        starts = true;
        future = new CompletableFuture<>();
        open.put(key, future);
      }
    }
    if (dead != null) {
      dead.close();
    }
    if (starts) {
      start(key, future);
    }
    return await(future);
  }

  /** Closes all sandboxes; the next request starts a new one. */
  @Override
  public void close() {
    List<CompletableFuture<Sandbox>> closing;
    synchronized (open) {
      closing = new ArrayList<>(open.values());
      open.clear();
      removeShutdownHook();
    }
    closing.parallelStream().forEach(Sandboxes::close);
  }

  /**
   * Declares a use of this registry; when the last declared use ends, all sandboxes are closed.
   *
   * @return ends the use
   */
  public Lease lease() {
    synchronized (open) {
      leases++;
    }
    return new Lease(this);
  }

  /** A declared use of a registry. */
  public static final class Lease implements AutoCloseable {
    private final Sandboxes sandboxes;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(Sandboxes sandboxes) {
      this.sandboxes = sandboxes;
    }

    /** Idempotent. */
    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        sandboxes.endLease();
      }
    }
  }

  private void endLease() {
    boolean last;
    synchronized (open) {
      last = --leases == 0;
    }
    if (last) {
      close();
    }
  }

  private void start(SandboxKey key, CompletableFuture<Sandbox> future) {
    try {
      future.complete(providers.start(key));
    } catch (RuntimeException | Error failure) {
      synchronized (open) {
        open.remove(key, future);
      }
      future.completeExceptionally(failure);
    }
  }

  private static Sandbox await(CompletableFuture<Sandbox> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      // Each waiting thread gets an exception of its own, with its own stack.
      throw new SandboxFailedException(String.valueOf(e.getCause().getMessage()), e.getCause());
    }
  }

  private static boolean isDead(CompletableFuture<Sandbox> future) {
    return future.isDone() && !future.isCompletedExceptionally() && !future.join().alive();
  }

  private static void close(CompletableFuture<Sandbox> future) {
    Sandbox sandbox;
    try {
      sandbox = future.join();
    } catch (CompletionException e) {
      return; // it never started
    }
    sandbox.close();
  }

  private void registerShutdownHook() {
    if (shutdownHook == null) {
      shutdownHook = new Thread(this::close, "fuse-fixture-shutdown");
      try {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
      } catch (IllegalStateException e) {
        throw new SandboxFailedException("no sandbox can start while the JVM is shutting down", e);
      }
    }
  }

  private void removeShutdownHook() {
    if (shutdownHook != null && shutdownHook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
      } catch (IllegalStateException e) {
        return; // the JVM is shutting down, and the hook finds nothing open
      }
    }
    shutdownHook = null;
  }

  private static final class Shared {
    private static final Sandboxes SANDBOXES = separate();
  }
}
