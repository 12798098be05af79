package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.Locale;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Interval;
import org.fusefixture.internal.statistics.Bootstrap;
import org.fusefixture.internal.statistics.GroupSequentialPlan;

/** That something costs no more than so much, with the three outcomes of a comparison. */
final class CostClaim {
  /** Ratios to measure: the more, the narrower the interval. */
  static final int MEASUREMENTS = Integer.getInteger("fusefixture.cost.measurements", 10);

  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 1;

  private CostClaim() {}

  /**
   * Fails where it is refuted, and aborts where it is undecided.
   *
   * @param what is measured, for messages
   * @param ratios of what it costs with and without, one of each measurement
   * @param most the ratio that is claimed
   */
  static void atMost(String what, double[] ratios, double most) {
    double[] logRatios = Arrays.stream(ratios).map(Math::log).toArray();
    Interval ratio = Bootstrap.interval(logRatios, CONFIDENCE, SEED).exp();
    String measured =
        String.format(
            Locale.ROOT,
            "%s: ratio %.4f (95%% interval %.4f to %.4f)",
            what,
            ratio.estimate(),
            ratio.low(),
            ratio.high());
    System.out.println(measured);
    Evidence decision =
        GroupSequentialPlan.of(ratios.length, CONFIDENCE).atMost(logRatios, Math.log(most));
    assertThat(decision.verdict()).as("%s, %s", measured, decision).isNotEqualTo(Verdict.REFUTED);
    assumeThat(decision.verdict()).as("%s, %s", measured, decision).isEqualTo(Verdict.SHOWN);
  }
}
