package org.fusefixture.comparison;

import java.time.Duration;

/**
 * What a comparison may cost.
 *
 * @param blocks most blocks of four rounds
 * @param time of all rounds, after the warm-up
 * @param warmUp longest time of the warm-up
 */
record Budget(int blocks, Duration time, Duration warmUp) {
  private static final int MOST_BLOCKS = 500;

  static final Budget USUAL = new Budget(40, Duration.ofSeconds(60), Duration.ofSeconds(15));

  Budget {
    if (blocks < 1 || blocks > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "the number of blocks (" + blocks + ") must be from 1 to " + MOST_BLOCKS);
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time (" + time + ") must be positive");
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("the warm-up (" + warmUp + ") must not be negative");
    }
  }
}
