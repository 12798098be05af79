package org.fusefixture.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.linux.Capability;

/**
 * The threads of a session. The first one uses the device that was mounted, the others clones of
 * it.
 */
final class Workers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Workers.class.getName());

  private final RequestLoop loop;
  private final Connection connection;
  private final boolean dropSysAdmin;
  private final Duration limit;
  private final List<Thread> threads = new ArrayList<>();
  private final List<FuseDevice> clones = new ArrayList<>();

  private Workers(RequestLoop loop, Connection connection, SessionConfiguration configuration) {
    this.loop = loop;
    this.connection = connection;
    dropSysAdmin = configuration.dropSysAdmin();
    limit = configuration.stopLimit();
  }

  /** Makes the workers, without starting them. */
  static Workers prepare(
      RequestLoop loop, Connection connection, SessionConfiguration configuration) {
    Workers workers = new Workers(loop, connection, configuration);
    try {
      for (int i = 0; i < configuration.threads(); i++) {
        workers.add(i);
      }
      return workers;
    } catch (RuntimeException | Error e) {
      workers.close();
      throw e;
    }
  }

  private void add(int index) {
    FuseDevice device = connection.device();
    if (index > 0) {
      device = device.openClone();
      clones.add(device);
    }
    FuseDevice own = device;
    Thread thread =
        new Thread(
            () -> serve(own), "fuse-" + connection.mountPoint().connection() + "-" + index);
    thread.setDaemon(true);
    threads.add(thread);
  }

  private void serve(FuseDevice device) {
    try {
      if (dropSysAdmin) {
        Capability.SYS_ADMIN.drop();
      }
      loop.run(device);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a worker of a FUSE session failed", e);
      connection.abort(); // callers shall not wait for this worker
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
  boolean join() {
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

  /** Lets no reply out any more; whether all those under way are out within a time. */
  boolean stopSending(Duration time) {
    boolean stopped = connection.device().stopSending(time);
    for (FuseDevice clone : clones) {
      stopped &= clone.stopSending(time);
    }
    return stopped;
  }

  @Override
  public void close() {
    clones.forEach(FuseDevice::close);
  }
}
