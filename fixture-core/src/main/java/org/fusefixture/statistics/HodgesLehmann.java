package org.fusefixture.statistics;

import java.util.Arrays;

/**
 * The centre of a sample by Hodges and Lehmann (1963): the median of the means of all pairs of
 * values, each value paired with itself, too. As precise as the mean where noise is normal (95%),
 * and, unlike it, not moved by a few values that something else on the machine spoilt. It is the
 * centre that {@link SignedRanks} tests.
 */
public final class HodgesLehmann {
  private HodgesLehmann() {}

  /**
   * @param values at least one
   */
  public static double estimate(double[] values) {
    int n = values.length;
    if (n == 0) {
      throw new IllegalArgumentException("there is no value to estimate from");
    }
    double[] means = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        means[next++] = (values[i] + values[j]) / 2;
      }
    }
    Arrays.sort(means);
    int half = means.length / 2;
    return means.length % 2 == 1 ? means[half] : (means[half - 1] + means[half]) / 2;
  }
}
