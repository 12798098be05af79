package org.fusefixture.internal.chart;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Latencies;
import org.fusefixture.comparison.ComparisonNumbers.ModeNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Interval;
import org.fusefixture.comparison.Measure;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.comparison.ComparisonOutcome;

/** A comparison that nobody measured: the candidate is about 1.6 times as fast. */
public final class SampleComparison {
  public static final int BLOCKS = 12;
  private static final long SEED = 5;
  private static final int CALLS = 200;
  private static final long MEBIBYTE = 1 << 20;

  private SampleComparison() {}

  /** With a claim that was decided so. */
  public static ComparisonOutcome decided(Verdict verdict) {
    ComparisonNumbers numbers = numbers(BLOCKS);
    Evidence decision = new Evidence(verdict, 2, BLOCKS, 0.004, 0.9, 0.01);
    return new ComparisonOutcome(
        numbers,
        List.of(
            new Decision(Measure.THROUGHPUT, Bound.AT_LEAST, 1.2, 0.95, decision, numbers),
            new Decision(Measure.CPU_PER_MEBIBYTE, Bound.AT_MOST, 0.9, 0.95, decision, numbers)));
  }

  static ComparisonOutcome unclaimed(int blocks) {
    return new ComparisonOutcome(numbers(blocks), List.of());
  }

  private static ComparisonNumbers numbers(int blocks) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Round> rounds = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      String order = block % 3 == 0 ? "BAAB" : "ABBA";
      orders.add(order);
      for (char which : order.toCharArray()) {
        rounds.add(round(which == 'A', random));
      }
    }
    Optional<Interval> throughput = Optional.of(new Interval(1.52, 1.6, 1.71));
    Optional<Interval> cpu = Optional.of(new Interval(0.58, 0.62, 0.66));
    return new ComparisonNumbers(
        "DiscardingFileSystem, SPLICE (A) against SPLICE_USER_PAGES (B), seed " + SEED,
        "20 rounds; steady",
        "process clocks",
        mode(TransferMode.SPLICE, 2 * blocks, 920),
        mode(TransferMode.SPLICE_USER_PAGES, 2 * blocks, 1480),
        blocks < 2 ? Optional.empty() : throughput,
        blocks < 2 ? Optional.empty() : cpu,
        orders,
        1,
        rounds);
  }

  private static Round round(boolean baseline, SplittableRandom random) {
    double noise = 1 + (random.nextDouble() - 0.5) / 8;
    long nanosPerCall = (long) ((baseline ? 1_087_000 : 676_000) * noise);
    Histogram latencies = new Histogram(3);
    for (int i = 0; i < CALLS; i++) {
      double rare = random.nextInt(100) == 0 ? 8 : 1;
      latencies.recordValue((long) (nanosPerCall * (0.7 + 0.6 * random.nextDouble()) * rare));
    }
    ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
    int size = latencies.encodeIntoCompressedByteBuffer(bytes);
    String encoded =
        Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), size));
    RoundTransfers transfers = new RoundTransfers(0, CALLS, CALLS * MEBIBYTE, 0, false, 0, 0);
    return new Round(
        baseline ? TransferMode.SPLICE : TransferMode.SPLICE_USER_PAGES,
        new RoundReport(
            CALLS, CALLS * MEBIBYTE, nanosPerCall * CALLS, 0, 0, 30, encoded, transfers),
        nanosPerCall * CALLS);
  }

  private static ModeNumbers mode(TransferMode mode, int rounds, double throughput) {
    return new ModeNumbers(
        mode,
        rounds,
        rounds == 0 ? Double.NaN : throughput,
        rounds == 0 ? Double.NaN : 1e6 / throughput,
        new Latencies((long) rounds * CALLS, 1_000_000, 1_400_000, 9_000_000));
  }
}
