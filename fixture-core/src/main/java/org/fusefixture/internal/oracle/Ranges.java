package org.fusefixture.internal.oracle;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Maps each position from 0 on to a value. Values are immutable, so that a range can be split
 * without a copy.
 */
final class Ranges<V> {
  /** End of the last range. */
  static final long END = Long.MAX_VALUE;

  /** Receives ranges. */
  @FunctionalInterface
  interface Visitor<V> {
    void visit(long start, long end, V value);
  }

  private final NavigableMap<Long, V> byStart = new TreeMap<>();

  Ranges(V everywhere) {
    byStart.put(0L, everywhere);
  }

  int count() {
    return byStart.size();
  }

  void set(long start, long end, V value) {
    update(start, end, old -> value);
  }

  /** Replaces the values of a range. */
  void update(long start, long end, UnaryOperator<V> change) {
    if (start >= end) {
      return;
    }
    cut(start);
    if (end != END) {
      cut(end);
    }
    for (Map.Entry<Long, V> entry : byStart.subMap(start, true, end, false).entrySet()) {
      entry.setValue(change.apply(entry.getValue()));
    }
  }

  /** Visits the values of a range, from front to back and without gaps. */
  void forEach(long start, long end, Visitor<V> visitor) {
    if (start >= end) {
      return;
    }
    Map.Entry<Long, V> at = byStart.floorEntry(start);
    while (at != null && at.getKey() < end) {
      Map.Entry<Long, V> next = byStart.higherEntry(at.getKey());
      long until = next == null ? END : next.getKey();
      visitor.visit(Math.max(start, at.getKey()), Math.min(end, until), at.getValue());
      at = next;
    }
  }

  private void cut(long at) {
    Map.Entry<Long, V> entry = byStart.floorEntry(at);
    if (entry.getKey() != at) {
      byStart.put(at, entry.getValue());
    }
  }
}
