package org.fusefixture.junit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A call of the client that is held up, so that something can happen to its pages, its file or its
 * caller before it returns. Made by {@link Client#during} and {@link Client#whileQueued}.
 *
 * <p>Closing it lets the call go on and waits for its end, whatever that is.
 *
 * @param <T> what the call returns
 */
public final class CallUnderWay<T> implements AutoCloseable {
  private static final Duration HELD_LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 5;

  private final CompletableFuture<T> call;
  private final Runnable release;
  private final Duration limit;
  private volatile boolean released;

  /** Starts a call on a thread of its own. */
  CallUnderWay(Supplier<T> call, Runnable release, Duration limit) {
    this.call =
        CompletableFuture.supplyAsync(
            call,
            task -> {
              Thread thread = new Thread(task, "call-under-way");
              thread.setDaemon(true);
              thread.start();
            });
    this.release = release;
    this.limit = limit;
  }

  /**
   * Waits until the call is held up.
   *
   * @param isHeld asks whether it is
   * @param whyNot for the message where it is not
   */
  CallUnderWay<T> awaitHeld(BooleanSupplier isHeld, Supplier<String> whyNot) {
    long start = System.nanoTime();
    try {
      while (!isHeld.getAsBoolean()) {
        if (isDone(POLL_MILLIS) && !isHeld.getAsBoolean()) {
          throw new IllegalStateException(
              "the call returned without being held up; " + whyNot.get());
        }
        if (System.nanoTime() - start > HELD_LIMIT.toNanos()) {
          throw new IllegalStateException(
              "the call was not held up within " + HELD_LIMIT + "; " + whyNot.get());
        }
      }
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** {@return whether it has returned, or failed} */
  public boolean isDone() {
    return call.isDone();
  }

  /**
   * Lets the call go on, and waits for its end.
   *
   * @return what it returned; throws what it threw
   */
  public T finish() {
    letGo();
    return result();
  }

  /** {@return what the call returns, without letting it go on} For calls that are interrupted. */
  public T result() {
    try {
      return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("the call failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the call did not end within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of the call", e);
    }
  }

  @Override
  public void close() {
    if (!released) {
      letGo();
    }
    isDone(limit.toMillis());
  }

  private void letGo() {
    released = true;
    release.run();
  }

  private boolean isDone(long millis) {
    try {
      call.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
