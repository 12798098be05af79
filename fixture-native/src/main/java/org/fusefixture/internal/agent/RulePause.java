package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.fault.FaultReport;
import org.fusefixture.internal.control.fault.PauseRequest;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;

/** Stops a server where one of its faults asks for that, and lets it go on. */
final class RulePause {
  private static final Duration FOREVER = Duration.ZERO;

  private final long pid;
  private PauseRequest pausedBy;

  RulePause(long pid) {
    this.pid = pid;
  }

  /** Returns when every thread of the server has stopped, or it was let go on before that. */
  void pause(PauseRequest request) {
    synchronized (this) {
      pausedBy = request;
    }
    LinuxProcesses.kill((int) pid, LinuxProcesses.SIGSTOP);
    StoppedProcess.await(pid, () -> isPausedBy(request));
    Duration limit = Duration.ofMillis(request.limitMillis());
    if (!limit.equals(FOREVER)) {
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> end(request));
    }
  }

  private synchronized boolean isPausedBy(PauseRequest request) {
    return pausedBy == request;
  }

  /** What the server told of its faults, while it is stopped by one. */
  synchronized Optional<FaultReport> report() {
    return Optional.ofNullable(pausedBy).map(PauseRequest::faults);
  }

  /** Lets the server go on, if a fault has stopped it. */
  void end() {
    PauseRequest current;
    synchronized (this) {
      current = pausedBy;
    }
    if (current != null) {
      end(current);
    }
  }

  private void end(PauseRequest request) {
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
