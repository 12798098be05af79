package org.fusefixture.internal.session.fault;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads in which requests wait that a fault holds up, so that they hold up no worker: as many as
 * there are such requests.
 */
final class FaultThreads {
  private final AtomicInteger numbers = new AtomicInteger();
  private ExecutorService threads;
  private boolean closed;

  /** Whether the calling thread is one of these, and may wait. */
  static boolean isOne() {
    return Thread.currentThread() instanceof FaultThread;
  }

  /** Runs a task, unless the session is over. */
  synchronized void run(Runnable task) {
    if (closed) {
      return;
    }
    if (threads == null) {
      threads =
          Executors.newCachedThreadPool(
              body -> new FaultThread(body, "fuse-fault-" + numbers.incrementAndGet()));
    }
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      throw new AssertionError("closed at the same time as asked for", e);
    }
  }

  /** Ends them; nothing waits any more when this is called. */
  void close() {
    ExecutorService ending;
    synchronized (this) {
      closed = true;
      ending = threads;
    }
    if (ending == null) {
      return;
    }
    ending.shutdown();
    try {
      if (!ending.awaitTermination(1, TimeUnit.SECONDS)) {
        ending.shutdownNow();
      }
    } catch (InterruptedException e) {
      ending.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static final class FaultThread extends Thread {
    FaultThread(Runnable body, String name) {
      super(body, name);
      setDaemon(true);
    }
  }
}
