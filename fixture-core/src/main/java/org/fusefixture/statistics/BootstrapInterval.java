package org.fusefixture.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * An interval for the centre of measurements by resampling them (bootstrap), in the form of
 * percentiles. Percentiles of few measurements lie too close together; they are taken further out,
 * as far as Student's interval lies outside of the normal one (the expanded percentile interval of
 * T. Hesterberg, "What Teachers Should Know About the Bootstrap", The American Statistician 69,
 * 2015).
 *
 * @param low lower end
 * @param estimate {@link HodgesLehmann} of the measurements
 * @param high upper end
 */
public record BootstrapInterval(double low, double estimate, double high) {
  private static final int RESAMPLES = 2_000;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /**
   * @param values at least two
   * @param confidence of the interval, between 0 and 1
   * @param seed of the resampling
   */
  public static BootstrapInterval of(double[] values, double confidence, long seed) {
    int n = values.length;
    if (n < 2) {
      throw new IllegalArgumentException(
          "an interval needs at least two measurements, and there are " + n);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "the confidence (" + confidence + ") must be between 0 and 1");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] estimates = new double[RESAMPLES];
    double[] resample = new double[n];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < n; j++) {
        resample[j] = values[random.nextInt(n)];
      }
      estimates[i] = HodgesLehmann.estimate(resample);
    }
    Arrays.sort(estimates);
    double student =
        new TDistribution(null, n - 1).inverseCumulativeProbability((1 + confidence) / 2);
    double tail = NORMAL.cumulativeProbability(-student * Math.sqrt(n / (n - 1.0)));
    return new BootstrapInterval(
        percentile(estimates, tail),
        HodgesLehmann.estimate(values),
        percentile(estimates, 1 - tail));
  }

  /** The same of values whose logarithms these are. */
  public BootstrapInterval exp() {
    return new BootstrapInterval(Math.exp(low), Math.exp(estimate), Math.exp(high));
  }

  private static double percentile(double[] sorted, double fraction) {
    double at = fraction * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
