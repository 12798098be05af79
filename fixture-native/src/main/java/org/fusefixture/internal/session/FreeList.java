package org.fusefixture.internal.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Things that wait to be used again, the last one first, as its memory is likely to be in a cache.
 * A bounded array under a monitor: unlike the queues of java.util.concurrent it allocates nothing,
 * not even under contention.
 */
final class FreeList<T> {
  private final Object[] items;
  private int size;

  FreeList(int capacity) {
    items = new Object[capacity];
  }

  /** The one that was put in last, or null. */
  @SuppressWarnings("unchecked") // only offer() puts items in
  synchronized T poll() {
    if (size == 0) {
      return null;
    }
    T item = (T) items[--size];
    items[size] = null;
    return item;
  }

  /** Whether there was room. */
  synchronized boolean offer(T item) {
    if (size == items.length) {
      return false;
    }
    items[size++] = item;
    return true;
  }

  /** Takes out everything. */
  List<T> drain() {
    List<T> all = new ArrayList<>();
    for (T item = poll(); item != null; item = poll()) {
      all.add(item);
    }
    return all;
  }
}
