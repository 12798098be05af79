package org.fusefixture.internal.session.fault;

import java.time.Duration;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.linux.LinuxProcesses;

/** Faults of the server as a whole: it is frozen, stopped or killed, or tells the kernel lies. */
final class ServerFaults {
  private static final System.Logger LOG = System.getLogger(ServerFaults.class.getName());
  private static final int SIGKILL = 9;

  private final FaultEngine engine;
  private final FaultThreads threads;
  private volatile Hit frozenBy;
  private volatile Runnable abort = () -> {};
  private final Runnable victim;
  private volatile Supervisor supervisor = Supervisor.NONE;
  private volatile Notifier notifier;

  /**
   * @param victim ends what dies with this process
   */
  ServerFaults(FaultEngine engine, FaultThreads threads, Runnable victim) {
    this.victim = victim;
    this.engine = engine;
    this.threads = threads;
  }

  void connect(Runnable aborting, Notifier notifying) {
    abort = aborting;
    notifier = notifying;
  }

  void supervisedBy(Supervisor who) {
    supervisor = who;
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

  /**
   * Kills this process; does not return.
   *
   * @param restarted whether another process takes its place
   */
  void kill(boolean restarted) {
    try {
      supervisor.dying(restarted);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the receipts of the faults could not be passed on", e);
    }
    victim.run();
    LinuxProcesses.kill((int) ProcessHandle.current().pid(), SIGKILL);
    while (true) {
      java.util.concurrent.locks.LockSupport.park();
    }
  }

  /** Stops the whole process, and returns when it goes on. */
  void pause(Duration limit) {
    try {
      supervisor.pause(limit);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.DEBUG, "the time of the pause counts as time without an answer", e);
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
            LOG.log(System.Logger.Level.DEBUG, "the kernel refused a notification", e);
          }
        });
  }
}
