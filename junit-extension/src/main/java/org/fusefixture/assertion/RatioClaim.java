package org.fusefixture.assertion;

import org.assertj.core.api.Assumptions;
import org.assertj.core.internal.Failures;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Measure;

/** A claim about a ratio, to be decided. */
public final class RatioClaim {
  private final Comparison comparison;
  private final Measure measure;
  private final Bound bound;
  private final double ratio;

  RatioClaim(Comparison comparison, Measure measure, Bound bound, double ratio) {
    this.comparison = comparison;
    this.measure = measure;
    this.bound = bound;
    this.ratio = ratio;
  }

  /**
   * Runs rounds until the claim is shown or refuted with this confidence, or the budget of the
   * comparison is used up.
   *
   * @param confidence at least 0.5 and below 1; the chance of a wrong answer is at most the rest
   * @return the decision, with all numbers, where the claim is shown
   * @throws AssertionError if the claim is refuted
   * @throws RuntimeException that aborts the test (as JUnit, TestNG and AssertJ's assumptions know
   *     it), if it is undecided
   */
  public Decision withConfidence(double confidence) {
    return judge(comparison.decide(measure, bound, ratio, confidence));
  }

  static Decision judge(Decision decision) {
    if (decision.verdict() == Verdict.REFUTED) {
      throw Failures.instance().failure(RatioMessages.shouldHaveRatio(decision).create());
    }
    Assumptions.assumeThat(decision.verdict())
        .overridingErrorMessage(RatioMessages.ratioIsUndecided(decision).create())
        .isEqualTo(Verdict.SHOWN);
    return decision;
  }
}
