package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.FaultService.Report;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;

/** Stops a server where one of its faults asks for that, and lets it go on. */
final class RulePause {
  private static final Duration FOREVER = Duration.ZERO;

  /** A stop, told from the next one by its identity. */
  private static final class Pause {
    private final Report faults;

    Pause(Report faults) {
      this.faults = faults;
    }
  }

  private final long pid;
  private Pause pausedBy;

  RulePause(long pid) {
    this.pid = pid;
  }

  /**
   * Returns when every thread of the server has stopped, or it was let go on before that.
   *
   * @param faults what became of the faults until then
   * @param limit after which the server goes on by itself; zero for never
   */
  void pause(Report faults, Duration limit) {
    Pause request = new Pause(faults);
    synchronized (this) {
      pausedBy = request;
    }
    LinuxProcesses.kill((int) pid, LinuxProcesses.SIGSTOP);
    StoppedProcess.await(pid, () -> isPausedBy(request));
    if (!limit.equals(FOREVER)) {
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> end(request));
    }
  }

  private synchronized boolean isPausedBy(Pause request) {
    return pausedBy == request;
  }

  /** What the server told of its faults, while it is stopped by one. */
  synchronized Optional<Report> report() {
    return Optional.ofNullable(pausedBy).map(pause -> pause.faults);
  }

  /** Lets the server go on, if a fault has stopped it. */
  void end() {
    Pause current;
    synchronized (this) {
      current = pausedBy;
    }
    if (current != null) {
      end(current);
    }
  }

  private void end(Pause request) {
    synchronized (this) {
      if (pausedBy != request) {
        return; // it went on already
      }
      pausedBy = null;
    }
    try {
      LinuxProcesses.kill((int) pid, LinuxProcesses.SIGCONT);
    } catch (LinuxException e) {
      System.err.println("fuse-fixture agent: server " + pid + " is gone: " + e.getMessage());
    }
  }

  /** Somebody else has let it go on. */
  synchronized void ended() {
    pausedBy = null;
  }
}
