package org.fusefixture.oracle;

/**
 * A point in time.
 *
 * @param tick unlike any other of the same oracle, and higher than all before
 * @param nanos since the oracle was made
 */
record Moment(long tick, long nanos) {
  String until(Moment later) {
    return String.format("%.3f ms", (later.nanos - nanos) / 1e6);
  }

  @Override
  public String toString() {
    return String.format("%.6f s", nanos / 1e9);
  }
}
