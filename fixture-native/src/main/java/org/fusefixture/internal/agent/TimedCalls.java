package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fusefixture.internal.client.CallProgress;
import org.fusefixture.internal.client.ClientCall;
import org.fusefixture.internal.client.ClientCalls;
import org.fusefixture.internal.client.ClientMount;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.report.AbortReport;

/**
 * Runs what may block on threads of its own, and limits how long each system call on a mount may
 * take: when the limit passes, the connection is aborted, which ends the call in the kernel.
 */
final class TimedCalls implements ClientCalls {
  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

  /** What a call is made on, and cut off from when it takes too long. */
  interface Cuttable {
    int number();

    ClientMount client();

    /** Ends every call in the kernel; a second time, the first report is given again. */
    AbortReport abort(String reason);

    boolean isAborted();

    /** Says why a call failed where its error number does not. */
    ControlException explain(ControlException failure);
  }

  private final MountTable mounts;
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService workers = Executors.newCachedThreadPool(this::worker);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(this::worker);

  TimedCalls(MountTable mounts) {
    this.mounts = mounts;
  }

  @Override
  public ClientMount mount(int number) {
    return mounts.get(number).client();
  }

  @Override
  public <T> CompletableFuture<T> on(int number, Function<ClientCall, T> action) {
    AgentMount mount = mounts.get(number);
    return on(mount, mount.requestTimeout(), action);
  }

  /** Runs something that has limits of its own. */
  @Override
  public <T> CompletableFuture<T> later(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, workers);
  }

  /** Runs something again and again, but not before it has ended. */
  void every(Duration period, Runnable action) {
    timer.schedule(() -> workers.execute(() -> once(period, action)), period.toMillis(), MILLIS);
  }

  private void once(Duration period, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      System.err.println("fuse-fixture agent: a periodic task failed");
      e.printStackTrace();
    } finally {
      every(period, action);
    }
  }

  /**
   * Runs client calls on a mount.
   *
   * @param limit of each system call
   * @return what the action gives; fails with TIMEOUT and the server's stacks, or with what {@link
   *     Cuttable#explain} makes of the failure
   */
  <T> CompletableFuture<T> on(Cuttable mount, Duration limit, Function<ClientCall, T> action) {
    Watched<T> watched = new Watched<>(mount, limit);
    workers.execute(() -> watched.run(action));
    return watched.answer;
  }

  private Thread worker(Runnable task) {
    Thread thread = new Thread(task, "agent-" + threads.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private final class Watched<T> implements CallProgress {
    private final Cuttable mount;
    private final Duration limit;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile String call = "";
    private volatile long started = System.nanoTime();

    Watched(Cuttable mount, Duration limit) {
      this.mount = mount;
      this.limit = limit;
    }

    @Override
    public void enter(String name) {
      call = name;
      started = System.nanoTime();
    }

    void run(Function<ClientCall, T> action) {
      enter("");
      watch(limit.toNanos());
      try {
        answer.complete(action.apply(new ClientCall(this, mount.client())));
      } catch (ControlException e) {
        if (left() <= 0 && mount.isAborted()) {
          expire();
        } else {
          answer.completeExceptionally(mount.explain(e));
        }
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }

    private void watch(long nanos) {
      var expiry = timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
      answer.whenComplete((value, failure) -> expiry.cancel(false));
    }

    private void look() {
      if (answer.isDone()) {
        return;
      }
      long left = left();
      if (left > 0) {
        watch(left);
      } else {
        workers.execute(this::expire);
      }
    }

    private long left() {
      return limit.toNanos() - (System.nanoTime() - started);
    }

    /**
     * The abort ends the call, so its own thread may come here too, and first: either says the
     * same.
     */
    private void expire() {
      String hung = call + " did not return within " + limit.toMillis() + " ms";
      String stacks = mount.abort(hung).stacks();
      answer.completeExceptionally(
          new ControlException(
              new ControlError(
                  ControlError.Kind.TIMEOUT,
                  call,
                  0,
                  hung
                      + "; the connection of mount "
                      + mount.number()
                      + " was aborted, its server hangs or is too slow",
                  stacks)));
    }
  }
}
