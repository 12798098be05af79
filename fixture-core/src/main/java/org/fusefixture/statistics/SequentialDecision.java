package org.fusefixture.statistics;

import java.util.Arrays;

/**
 * A decision on a claim about the centre of measurements, taken at the looks of a plan: the first
 * look at which either side is significant decides. It depends on the measurements and the plan
 * alone: who looks again, later or with more measurements, gets the same answer.
 *
 * @param verdict the answer
 * @param looks number of looks taken
 * @param size number of measurements at the last look; 0 if there was none
 * @param pShown at the last look, chance of such measurements if the claim were just false
 * @param pRefuted at the last look, chance of such measurements if the claim just held
 * @param errorPerLook level that a chance had to reach
 */
public record SequentialDecision(
    Verdict verdict, int looks, int size, double pShown, double pRefuted, double errorPerLook) {

  /** Decides whether the centre is at least a bound. */
  public static SequentialDecision atLeast(double[] values, double bound, LookPlan plan) {
    double pShown = 1;
    double pRefuted = 1;
    int looks = 0;
    int looked = 0;
    for (int size : plan.sizes()) {
      if (size > values.length) {
        break;
      }
      double[] differences = Arrays.stream(values, 0, size).map(value -> value - bound).toArray();
      pShown = SignedRanks.pValueAbove(differences);
      pRefuted = SignedRanks.pValueBelow(differences);
      looks++;
      looked = size;
      if (pShown <= plan.errorPerLook()) {
        return new SequentialDecision(
            Verdict.SHOWN, looks, size, pShown, pRefuted, plan.errorPerLook());
      }
      if (pRefuted <= plan.errorPerLook()) {
        return new SequentialDecision(
            Verdict.REFUTED, looks, size, pShown, pRefuted, plan.errorPerLook());
      }
    }
    return new SequentialDecision(
        Verdict.UNDECIDED, looks, looked, pShown, pRefuted, plan.errorPerLook());
  }

  /** Decides whether the centre is at most a bound. */
  public static SequentialDecision atMost(double[] values, double bound, LookPlan plan) {
    return atLeast(Arrays.stream(values).map(value -> -value).toArray(), -bound, plan);
  }
}
