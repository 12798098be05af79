package org.fusefixture.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fusefixture.control.mount.UnansweredReport;

/**
 * Looks after a visible mount. The agent limits the calls that it makes itself; those of other
 * programs are seen only as requests that stay unanswered. One that stays so for longer than a call
 * may take ends the connection, so that the program that waits gets an error.
 */
final class VisibleMountWatchdog implements AutoCloseable {
  /** Operations that wait for others by their nature. */
  private static final Set<String> MAY_WAIT = Set.of("SETLKW", "POLL");

  private final Server server;
  private final Duration limit;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fuse-fixture-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private VisibleMountWatchdog(Server server, Duration limit) {
    this.server = server;
    this.limit = limit;
  }

  static VisibleMountWatchdog start(Server server, Duration limit) {
    VisibleMountWatchdog watchdog = new VisibleMountWatchdog(server, limit);
    long period = Math.max(50, limit.toMillis() / 4);
    watchdog.timer.scheduleWithFixedDelay(watchdog::look, period, period, TimeUnit.MILLISECONDS);
    return watchdog;
  }

  private void look() {
    try {
      overdue().ifPresent(request -> server.abort());
    } catch (RuntimeException e) {
      timer.shutdown(); // the sandbox is gone, and the mount with it
    }
  }

  private Optional<UnansweredReport> overdue() {
    return server.report().session().unanswered().stream()
        .filter(request -> !MAY_WAIT.contains(request.opcode()))
        .filter(request -> request.ageMillis() > limit.toMillis())
        .findFirst();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
