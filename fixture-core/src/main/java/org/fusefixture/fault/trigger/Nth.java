package org.fusefixture.fault.trigger;

/**
 * One request alone.
 *
 * @param nth from 1
 */
public record Nth(long nth) implements Schedule {
  public Nth {
    Schedule.requirePositive("nth", nth);
  }

  @Override
  public boolean hits(long count) {
    return count == nth;
  }
}
