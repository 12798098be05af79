package org.fusefixture.fault.trigger;

/**
 * The first n requests, and none afterwards: a fault that passes.
 *
 * @param first from 1
 */
public record First(long first) implements Schedule {
  public First {
    Schedule.requirePositive("first", first);
  }

  @Override
  public boolean hits(long count) {
    return count <= first;
  }
}
