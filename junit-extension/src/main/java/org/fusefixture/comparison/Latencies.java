package org.fusefixture.comparison;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Latencies of calls, in nanoseconds: service times in a closed loop. The next call is made when
 * the one before has returned, so that calls which would have come during a slow one are not
 * counted (coordinated omission): they tell how long a call takes, and not how long callers wait
 * who come at their own times.
 *
 * @param count of calls whose latency was taken
 * @param p50 the median
 * @param p99 99 of 100 are not greater
 * @param max the greatest that was taken
 */
public record Latencies(long count, long p50, long p99, long max) {
  private static final double MICRO = 1e3;
  private static final int DIGITS = 3;

  static Latencies of(Histogram histogram) {
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue());
  }

  /** Of all rounds together. */
  static Histogram histogram(List<Round> rounds) {
    Histogram all = new Histogram(DIGITS);
    rounds.forEach(round -> add(all, round.report().latencies()));
    return all;
  }

  /** Reads a histogram of a report and adds it. */
  private static void add(Histogram all, String encoded) {
    if (encoded.isEmpty()) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    try {
      all.add(Histogram.decodeFromCompressedByteBuffer(bytes, 1));
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("the agent sent latencies that are no histogram", e);
    }
  }

  @Override
  public String toString() {
    return count == 0
        ? "none taken"
        : String.format(
            Locale.ROOT,
            "p50 %.1f us, p99 %.1f us, max %.1f us (%d calls)",
            p50 / MICRO,
            p99 / MICRO,
            max / MICRO,
            count);
  }
}
