package org.fusefixture.assertion;

import java.util.List;
import java.util.Optional;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Latencies;
import org.fusefixture.comparison.ComparisonNumbers.ModeNumbers;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Interval;
import org.fusefixture.comparison.Measure;
import org.fusefixture.filesystem.TransferMode;

/** Decisions on numbers that nobody measured. */
final class Decisions {
  private Decisions() {}

  static Decision of(Verdict verdict) {
    return new Decision(
        Measure.THROUGHPUT,
        Bound.AT_LEAST,
        1.2,
        0.95,
        new Evidence(verdict, 2, 12, 0.9, 0.004, 0.01),
        new ComparisonNumbers(
            "a filesystem, seed 7",
            "20 rounds; steady",
            "a clock",
            numbers(TransferMode.SPLICE, 4000),
            numbers(TransferMode.SPLICE_USER_PAGES, 4400),
            Optional.of(new Interval(1.05, 1.1, 1.15)),
            Optional.empty(),
            List.of("ABBA", "BAAB"),
            1,
            List.of()));
  }

  private static ModeNumbers numbers(TransferMode mode, double throughput) {
    return new ModeNumbers(mode, 24, throughput, 200, new Latencies(10, 1_000, 2_000, 3_000));
  }
}
