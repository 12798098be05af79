package org.fusefixture.fault.trigger;

/**
 * All but the first n requests: a device that works for a while.
 *
 * @param after from 1
 */
public record After(long after) implements Schedule {
  public After {
    Schedule.requirePositive("after", after);
  }

  @Override
  public boolean hits(long count) {
    return count > after;
  }
}
