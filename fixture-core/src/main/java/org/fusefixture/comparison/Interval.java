package org.fusefixture.comparison;

/**
 * An estimate with its confidence interval.
 *
 * @param low lower end of the interval
 * @param estimate the estimate itself
 * @param high upper end of the interval
 */
public record Interval(double low, double estimate, double high) {
  /** {@return the interval of the values themselves, where this is one of their logarithms} */
  public Interval exp() {
    return new Interval(Math.exp(low), Math.exp(estimate), Math.exp(high));
  }
}
