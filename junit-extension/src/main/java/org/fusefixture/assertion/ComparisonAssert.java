package org.fusefixture.assertion;

import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.Measure;

/**
 * Assertions on the speed of a mode against that of another. Each has three outcomes: what is
 * claimed is shown, and the assertion passes; it is refuted, and the assertion fails; the
 * measurements do not say, and the test is aborted, with the numbers, and is never red by bad luck.
 */
public final class ComparisonAssert extends AbstractAssert<ComparisonAssert, Comparison> {
  ComparisonAssert(Comparison actual) {
    super(actual, ComparisonAssert.class);
  }

  /**
   * Goes on with the ratio of throughputs, candidate to baseline: above 1, the candidate is faster.
   *
   * <pre>{@code
   * assertThat(comparison).throughputRatio().isAtLeast(1.10).withConfidence(0.95);
   * }</pre>
   *
   * @return the ratio, to be claimed
   */
  @CheckReturnValue
  public RatioAssert throughputRatio() {
    isNotNull();
    return new RatioAssert(actual, Measure.THROUGHPUT);
  }

  /**
   * Goes on with the ratio of CPU times per MiB, candidate to baseline: below 1, the candidate
   * takes less.
   *
   * <pre>{@code
   * assertThat(comparison).cpuPerMebibyteRatio().isAtMost(0.90).withConfidence(0.95);
   * }</pre>
   *
   * @return the ratio, to be claimed
   */
  @CheckReturnValue
  public RatioAssert cpuPerMebibyteRatio() {
    isNotNull();
    return new RatioAssert(actual, Measure.CPU_PER_MEBIBYTE);
  }
}
