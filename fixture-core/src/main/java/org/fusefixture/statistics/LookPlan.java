package org.fusefixture.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * When a decision may be looked for while measurements still come in, fixed before the first of
 * them.
 *
 * <p>Who looks after every measurement, and stops at the first result that seems significant, errs
 * far more often than the level of each look says. Here the error that is allowed, one minus the
 * confidence, is divided among a few looks in equal parts: however the looks depend on each other,
 * the chance that any of them errs is no greater than the sum (Boole's inequality). What a look
 * does not use is lost, so the whole errs less often than allowed, and never more.
 *
 * @param sizes numbers of measurements at the looks, growing
 * @param errorPerLook level of each look
 */
public record LookPlan(List<Integer> sizes, double errorPerLook) {
  private static final double GROWTH = 1.5;
  private static final int MOST_LOOKS = 6;
  private static final int LEAST_SIZE = 6;

  public LookPlan {
    sizes = List.copyOf(sizes);
  }

  /**
   * A plan that ends with the last measurement that can be had, and starts as soon as a look can
   * say anything at its level; each look has about 1.5 times the measurements of the one before.
   *
   * @param most number of measurements
   * @param confidence from 0.5 to below 1
   * @throws IllegalArgumentException if no look could ever decide
   */
  public static LookPlan of(int most, double confidence) {
    if (!(confidence >= 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "the confidence (" + confidence + ") must be at least 0.5 and below 1");
    }
    for (int looks = MOST_LOOKS; looks >= 1; looks--) {
      double error = (1 - confidence) / looks;
      List<Integer> sizes = sizes(most, looks, error);
      if (sizes.size() == looks) {
        return new LookPlan(sizes, error);
      }
    }
    throw new IllegalArgumentException(
        "a confidence of "
            + confidence
            + " cannot be reached with "
            + most
            + " measurements; allow more, or ask for less");
  }

  private static List<Integer> sizes(int most, int looks, double error) {
    List<Integer> sizes = new ArrayList<>();
    double size = most;
    for (int look = 0; look < looks; look++) {
      int rounded = (int) Math.round(size);
      boolean tooSmall = rounded < LEAST_SIZE && rounded < most;
      if (tooSmall || SignedRanks.leastPValue(rounded) > error) {
        break;
      }
      sizes.add(0, rounded);
      size /= GROWTH;
    }
    return sizes;
  }
}
