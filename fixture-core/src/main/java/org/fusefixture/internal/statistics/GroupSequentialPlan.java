package org.fusefixture.internal.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;

/**
 * When a claim about the centre of measurements may be decided while measurements still come in,
 * fixed before the first of them.
 *
 * <p>A test that looks after every measurement, and stops at the first result that seems
 * significant, errs far more often than the level of each look says. Here the permitted error, one
 * minus the confidence, is divided among a few looks in equal parts: however the looks depend on
 * each other, the probability that any of them errs is at most the sum (Boole's inequality). What a
 * look does not use is lost, so the whole errs less often than permitted, never more.
 *
 * @param sizes numbers of measurements at the looks, increasing
 * @param errorPerLook level of each look
 */
public record GroupSequentialPlan(List<Integer> sizes, double errorPerLook) {
  private static final double GROWTH = 1.5;
  private static final int MOST_LOOKS = 6;
  private static final int LEAST_SIZE = 6;

  public GroupSequentialPlan {
    sizes = List.copyOf(sizes);
  }

  /**
   * A plan that ends with the last possible measurement, and starts as soon as a look can decide at
   * its level; each look has about 1.5 times the measurements of the one before.
   *
   * @param most greatest number of measurements
   * @param confidence from 0.5 to below 1
   * @throws IllegalArgumentException if no look could ever decide
   */
  public static GroupSequentialPlan of(int most, double confidence) {
    if (!(confidence >= 0.5 && confidence < 1)) {
      throw new IllegalArgumentException(
          "the confidence (" + confidence + ") must be at least 0.5 and below 1");
    }
    for (int looks = MOST_LOOKS; looks >= 1; looks--) {
      double error = (1 - confidence) / looks;
      List<Integer> sizes = sizes(most, looks, error);
      if (sizes.size() == looks) {
        return new GroupSequentialPlan(sizes, error);
      }
    }
    throw new IllegalArgumentException(
        "a confidence of "
            + confidence
            + " cannot be reached with "
            + most
            + " measurements: allow more measurements, or ask for less confidence");
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

  /**
   * Decides whether the centre is at least a bound: the first look at which either side is
   * significant decides. The result depends on the measurements and the plan alone: looking again,
   * later or with more measurements, gives the same answer.
   */
  public Evidence atLeast(double[] values, double bound) {
    double pShown = 1;
    double pRefuted = 1;
    int looks = 0;
    int looked = 0;
    Verdict verdict = Verdict.UNDECIDED;
    for (int size : sizes) {
      if (size > values.length || verdict != Verdict.UNDECIDED) {
        break;
      }
      double[] differences = Arrays.stream(values, 0, size).map(value -> value - bound).toArray();
      pShown = SignedRanks.pValueAbove(differences);
      pRefuted = SignedRanks.pValueBelow(differences);
      looks++;
      looked = size;
      if (pShown <= errorPerLook) {
        verdict = Verdict.SHOWN;
      } else if (pRefuted <= errorPerLook) {
        verdict = Verdict.REFUTED;
      }
    }
    return new Evidence(verdict, looks, looked, pShown, pRefuted, errorPerLook);
  }

  /** Decides whether the centre is at most a bound; see {@link #atLeast}. */
  public Evidence atMost(double[] values, double bound) {
    return atLeast(Arrays.stream(values).map(value -> -value).toArray(), -bound);
  }
}
