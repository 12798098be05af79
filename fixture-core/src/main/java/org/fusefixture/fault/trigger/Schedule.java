package org.fusefixture.fault.trigger;

/** Which of the requests that match are to be hit, counted from 1 in the order of their coming. */
public sealed interface Schedule permits Always, Nth, Every, First, After, Sequence, Cycle {
  /** Every one. */
  Schedule ALWAYS = new Always();

  /** Whether the {@code count}th request is to be hit. */
  boolean hits(long count);

  /** Refuses numbers below 1. */
  static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " counts from 1, not " + number);
    }
  }
}
