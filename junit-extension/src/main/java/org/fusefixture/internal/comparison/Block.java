package org.fusefixture.internal.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.comparison.Measure;
import org.fusefixture.filesystem.TransferMode;

/**
 * Four rounds, A B B A or B A A B: two pairs in opposite order, so that anything that grows or
 * shrinks steadily during them affects both modes alike. One block is one measurement.
 *
 * @param order of the rounds, with A for the baseline
 * @param rounds in that order
 */
public record Block(String order, List<Round> rounds) {
  private static final String FORWARD = "ABBA";
  private static final String BACKWARD = "BAAB";

  public Block {
    rounds = List.copyOf(rounds);
  }

  /** The next order, drawn from the seed, so that no rhythm of the machine can favour a mode. */
  static String drawOrder(SplittableRandom random) {
    return random.nextBoolean() ? FORWARD : BACKWARD;
  }

  /** The mean of the logarithms of the two pairs' ratios, candidate to baseline. */
  double logRatio(Measure measure, TransferMode candidate) {
    double sum = 0;
    for (Round round : rounds) {
      double log = Math.log(round.value(measure));
      sum += round.mode() == candidate ? log : -log;
    }
    return sum / 2;
  }

  /**
   * The ratio that each block of a comparison measured, candidate to baseline, in order of time.
   */
  public static List<Double> ratios(ComparisonNumbers numbers, Measure measure) {
    List<Double> ratios = new ArrayList<>();
    int next = 0;
    for (String order : numbers.blocks()) {
      Block block = new Block(order, numbers.rounds().subList(next, next + order.length()));
      ratios.add(Math.exp(block.logRatio(measure, numbers.candidate().mode())));
      next += order.length();
    }
    return ratios;
  }
}
