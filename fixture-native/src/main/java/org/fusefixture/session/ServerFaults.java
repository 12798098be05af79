package org.fusefixture.session;

import org.fusefixture.fault.engine.FaultEngine;
import org.fusefixture.fault.engine.Hit;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.linux.LinuxProcesses;

/** Faults of the server as a whole: frozen, killed, cut off, telling the kernel what is not so. */
final class ServerFaults {
  private static final System.Logger LOG = System.getLogger(ServerFaults.class.getName());
  private static final int SIGKILL = 9;

  private final FaultEngine engine;
  private final FaultThreads threads;
  private volatile Hit frozenBy;
  private volatile Runnable abort = () -> {};
  private volatile Runnable lastWords = () -> {};
  private volatile Notifier notifier;

  ServerFaults(FaultEngine engine, FaultThreads threads) {
    this.engine = engine;
    this.threads = threads;
  }

  void connect(Runnable aborting, Notifier notifying) {
    abort = aborting;
    notifier = notifying;
  }

  void beforeKill(Runnable words) {
    lastWords = words;
  }

  /** From the next request on, nothing is served. */
  void freeze(Hit hit) {
    frozenBy = hit;
  }

  /** Waits while the server is frozen. */
  void awaitThaw() {
    Hit hit = frozenBy;
    if (hit == null) {
      return;
    }
    try {
      while (!engine.await(hit, FaultEngine.FOREVER)) {
        // not released yet
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (frozenBy == hit) {
      frozenBy = null;
    }
  }

  /** Does not return. */
  void kill() {
    try {
      lastWords.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the receipts of faults cannot be handed over", e);
    }
    LinuxProcesses.kill((int) ProcessHandle.current().pid(), SIGKILL);
    while (true) {
      java.util.concurrent.locks.LockSupport.park();
    }
  }

  void abort() {
    abort.run();
  }

  /** In a thread of its own: a notification can wait for locks that callers hold. */
  void tell(java.util.function.Consumer<Notifier> notification) {
    Notifier to = notifier;
    if (to == null) {
      return;
    }
    threads.run(
        () -> {
          try {
            notification.accept(to);
          } catch (org.fusefixture.errno.ErrnoException e) {
            LOG.log(System.Logger.Level.DEBUG, "the kernel does not want the notification", e);
          }
        });
  }
}
