package org.fusefixture.assertion;

import org.assertj.core.annotation.CheckReturnValue;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Measure;

/** A ratio of a comparison, of which something is to be claimed. */
public final class RatioAssert {
  private final Comparison comparison;
  private final Measure measure;

  RatioAssert(Comparison comparison, Measure measure) {
    this.comparison = comparison;
    this.measure = measure;
  }

  /**
   * Claims that the ratio is so great or greater; nothing is asserted before the confidence.
   *
   * @param ratio candidate to baseline
   * @return the claim, which asks for its confidence
   */
  @CheckReturnValue
  public RatioClaim isAtLeast(double ratio) {
    return new RatioClaim(comparison, measure, Bound.AT_LEAST, ratio);
  }

  /**
   * Claims that the ratio is so great or smaller; nothing is asserted before the confidence.
   *
   * @param ratio candidate to baseline
   * @return the claim, which asks for its confidence
   */
  @CheckReturnValue
  public RatioClaim isAtMost(double ratio) {
    return new RatioClaim(comparison, measure, Bound.AT_MOST, ratio);
  }
}
