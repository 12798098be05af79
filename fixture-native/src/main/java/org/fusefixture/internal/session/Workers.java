package org.fusefixture.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.internal.device.FuseDevice;

/**
 * The threads of a session. The first one uses the device that was mounted, the others clones of
 * it.
 */
final class Workers implements AutoCloseable {
  private final List<Thread> threads;
  private final List<FuseDevice> clones;
  private final Duration limit;

  private Workers(List<Thread> threads, List<FuseDevice> clones, Duration limit) {
    this.threads = threads;
    this.clones = clones;
    this.limit = limit;
  }

  /** Makes the workers, without starting them. */
  static Workers prepare(
      Conversation conversation, Connection connection, SessionConfiguration configuration) {
    List<FuseDevice> clones = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 0; i < configuration.threads(); i++) {
        FuseDevice device = connection.device();
        if (i > 0) {
          device = device.openClone();
          clones.add(device);
        }
        Worker worker =
            new Worker(conversation, device, configuration.dropSysAdmin(), connection::abort);
        Thread thread =
            new Thread(worker, "fuse-" + connection.mountPoint().connection() + "-" + i);
        thread.setDaemon(true);
        threads.add(thread);
      }
      return new Workers(threads, clones, configuration.stopLimit());
    } catch (RuntimeException | Error e) {
      clones.forEach(FuseDevice::close);
      throw e;
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  boolean isAlive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Waits until all have ended. */
  boolean await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (Thread thread : threads) {
      long left = end - System.nanoTime();
      if (thread.isAlive() && left > 0) {
        thread.join(Math.max(1, left / 1_000_000));
      }
    }
    return !isAlive();
  }

  /**
   * Waits until all have ended; aborts the connection, which may be mounted elsewhere too, and
   * interrupts them after the limit.
   */
  boolean join(Connection connection) {
    try {
      if (await(limit)) {
        return true;
      }
      connection.abort();
      threads.forEach(Thread::interrupt);
      return await(limit);
    } catch (InterruptedException e) {
      connection.abort();
      Thread.currentThread().interrupt();
      return !isAlive();
    }
  }

  /** The stacks of those that have not ended. */
  String describeStuck() {
    return threads.stream()
        .filter(Thread::isAlive)
        .map(
            thread ->
                thread.getName()
                    + Stream.of(thread.getStackTrace())
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    clones.forEach(FuseDevice::close);
  }
}
