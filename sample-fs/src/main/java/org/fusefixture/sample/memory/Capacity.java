package org.fusefixture.sample.memory;

import java.util.concurrent.atomic.AtomicLong;

/** Counts a resource of a fixed amount: pages, or inodes. */
final class Capacity {
  private final long total;
  private final AtomicLong free;

  Capacity(long total) {
    if (total < 1) {
      throw new IllegalArgumentException("a capacity (" + total + ") must be positive");
    }
    this.total = total;
    free = new AtomicLong(total);
  }

  long total() {
    return total;
  }

  long free() {
    return free.get();
  }

  /**
   * Takes up to {@code wanted} units.
   *
   * @return how many were taken, less than wanted if there are no more
   */
  long take(long wanted) {
    long before = free.getAndUpdate(now -> now - Math.min(now, wanted));
    return Math.min(before, wanted);
  }

  /** Takes all of the units, or none. */
  boolean takeAll(long wanted) {
    long before = free.getAndUpdate(now -> now >= wanted ? now - wanted : now);
    return before >= wanted;
  }

  void give(long units) {
    if (units > 0) {
      free.addAndGet(units);
    }
  }
}
