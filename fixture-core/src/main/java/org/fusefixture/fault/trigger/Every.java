package org.fusefixture.fault.trigger;

/**
 * Every k-th request: the k-th, the 2k-th and so on.
 *
 * @param every from 1
 */
public record Every(long every) implements Schedule {
  public Every {
    Schedule.requirePositive("every", every);
  }

  @Override
  public boolean hits(long count) {
    return count % every == 0;
  }
}
