package org.fusefixture.internal.comparison;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Latencies;
import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.filesystem.TransferMode;

/** The latencies of all rounds of one mode, decoded from the agent's reports. */
public final class LatencyHistogram {
  private static final int DIGITS = 3;

  private LatencyHistogram() {}

  /**
   * Percentiles of the latencies of a mode, in nanoseconds; all 0 where none was taken.
   *
   * @param percentiles each from 0 to 100
   */
  public static long[] percentiles(
      ComparisonNumbers numbers, TransferMode mode, double... percentiles) {
    Histogram all =
        decode(numbers.rounds().stream().filter(round -> round.mode() == mode).toList());
    return Arrays.stream(percentiles).mapToLong(all::getValueAtPercentile).toArray();
  }

  static Latencies summarize(List<Round> rounds) {
    Histogram all = decode(rounds);
    return new Latencies(
        all.getTotalCount(),
        all.getValueAtPercentile(50),
        all.getValueAtPercentile(99),
        all.getMaxValue());
  }

  private static Histogram decode(List<Round> rounds) {
    Histogram all = new Histogram(DIGITS);
    for (Round round : rounds) {
      String encoded = round.report().latencies();
      if (!encoded.isEmpty()) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        try {
          all.add(Histogram.decodeFromCompressedByteBuffer(bytes, 1));
        } catch (DataFormatException e) {
          throw new IllegalArgumentException("the agent's latencies are not a histogram", e);
        }
      }
    }
    return all;
  }
}
