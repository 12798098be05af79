package org.fusefixture.comparison;

import java.util.List;
import java.util.SplittableRandom;
import org.fusefixture.filesystem.TransferMode;

/**
 * Four rounds, A B B A or B A A B: two pairs in opposite order, so that what grows or shrinks
 * steadily during them weighs on both modes alike. One block is one measurement.
 *
 * @param order with A for the baseline
 * @param rounds in that order
 */
record Block(String order, List<Round> rounds) {
  private static final String FORWARD = "ABBA";
  private static final String BACKWARD = "BAAB";

  Block {
    rounds = List.copyOf(rounds);
  }

  /** The next order, by a toss of the seeded coin: no rhythm of the machine can favour a mode. */
  static String drawOrder(SplittableRandom random) {
    return random.nextBoolean() ? FORWARD : BACKWARD;
  }

  /** The mean of the logarithms of the two pairs' ratios, candidate to baseline. */
  double logRatio(Measure measure, TransferMode candidate) {
    double sum = 0;
    for (Round round : rounds) {
      double log = Math.log(round.of(measure));
      sum += round.mode() == candidate ? log : -log;
    }
    return sum / 2;
  }
}
