package org.fusefixture.internal.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps descriptors open while somebody is about to use them: a number that was closed could
 * already mean another file when the late reply of some thread is written to it.
 */
final class Gate {
  private static final int CLOSED = 1 << 30;
  private static final long PAUSE_NANOS = 1_000_000;

  /** Number of those inside, and the bit CLOSED. */
  private final AtomicInteger state = new AtomicInteger();

  /** Whether the gate is open; if so, {@link #leave()} must follow. */
  boolean enter() {
    if ((state.incrementAndGet() & CLOSED) == 0) {
      return true;
    }
    state.decrementAndGet();
    return false;
  }

  void leave() {
    state.decrementAndGet();
  }

  /** Lets nobody in any more and waits until all have left; whether they did within the limit. */
  boolean close(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    state.getAndUpdate(before -> before | CLOSED);
    while (state.get() != CLOSED) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
