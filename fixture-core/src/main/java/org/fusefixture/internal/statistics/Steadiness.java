package org.fusefixture.internal.statistics;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Whether a series has stopped rising or falling: the median of its last values is close to the
 * median of as many values before them.
 *
 * @param window number of values of each median
 * @param tolerance greatest difference of the medians, as a fraction of the earlier one
 */
public record Steadiness(int window, double tolerance) {
  public Steadiness {
    if (window < 1) {
      throw new IllegalArgumentException("the window (" + window + ") must be positive");
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("the tolerance (" + tolerance + ") must be positive");
    }
  }

  /** False as long as there are fewer than two windows of values. */
  public boolean isReachedBy(List<Double> values) {
    int n = values.size();
    if (n < 2 * window) {
      return false;
    }
    double last = median(values.subList(n - window, n));
    double before = median(values.subList(n - 2 * window, n - window));
    return Math.abs(last - before) <= tolerance * Math.abs(before);
  }

  private static double median(List<Double> values) {
    return new Median().evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
