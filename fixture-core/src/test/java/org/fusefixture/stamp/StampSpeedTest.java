package org.fusefixture.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Interval;
import org.fusefixture.internal.statistics.Bootstrap;
import org.fusefixture.internal.statistics.GroupSequentialPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Stamping and checking against memcpy, by JMH, one fork of each in turn, so that who is busy
 * besides slows all of them. Prints a table; claims half of memcpy's speed at 128 KiB and 1 MiB,
 * the sizes of the largest requests without and with large pipes.
 */
@Tag("slow")
class StampSpeedTest {
  private static final int ROUNDS = Integer.getInteger("fusefixture.stamp.rounds", 8);
  private static final List<String> CLAIMED_SIZES = List.of("131072", "1048576");
  private static final List<String> SIZES = List.of("4096", "131072", "1048576");
  private static final int BYTES_OF_A_SAMPLE = 8 << 20;
  private static final double CLAIMED_RATIO = 0.5;
  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 1;

  @Test
  @Timeout(1800)
  void stampingAndChecking_takeAtMostTwiceTheTimeOfCopying() throws RunnerException {
    Map<String, List<Double>> nanos = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (String size : SIZES) {
        int calls = Math.max(1, BYTES_OF_A_SAMPLE / Integer.parseInt(size));
        for (RunResult result : new Runner(options(size, calls)).run()) {
          nanos
              .computeIfAbsent(
                  result.getPrimaryResult().getLabel() + " " + size, key -> new ArrayList<>())
              .add(quickHundredth(result) / calls);
        }
      }
    }
    print(nanos);
    Map<String, Evidence> decisions = new LinkedHashMap<>();
    for (String size : CLAIMED_SIZES) {
      for (String what : List.of("stamp", "check")) {
        decisions.put(
            what + " " + size,
            GroupSequentialPlan.of(ROUNDS, CONFIDENCE)
                .atLeast(logRatios(nanos, what, size), Math.log(CLAIMED_RATIO)));
      }
    }
    decisions.forEach((name, decision) -> System.out.println(name + ": " + decision));
    assertThat(decisions.values())
        .as("%s", decisions)
        .extracting(Evidence::verdict)
        .doesNotContain(Verdict.REFUTED);
    assumeThat(decisions.values())
        .as("%s", decisions)
        .extracting(Evidence::verdict)
        .containsOnly(Verdict.SHOWN);
  }

  /** Samples are shorter than the time that the kernel lets a thread run. */
  private static Options options(String size, int calls) {
    return new OptionsBuilder()
        .include(StampBenchmark.class.getName())
        .param("size", size)
        .mode(Mode.SingleShotTime)
        .forks(1)
        .jvmArgsAppend("-Xbatch") // compiled in the warm-up, however busy the machine is
        .warmupIterations(400)
        .warmupBatchSize(calls)
        .measurementIterations(1000)
        .measurementBatchSize(calls)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .build();
  }

  /**
   * What others take of the machine only ever adds to a time: by interrupting, and by the units of
   * a core that two hardware threads share, which slows computing more than copying.
   */
  private static double quickHundredth(RunResult result) {
    double[] times =
        result.getAggregatedResult().getIterationResults().stream()
            .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
            .sorted()
            .toArray();
    return times[times.length / 100];
  }

  private static double[] logRatios(Map<String, List<Double>> nanos, String what, String size) {
    List<Double> copy = nanos.get("copy " + size);
    List<Double> other = nanos.get(what + " " + size);
    double[] ratios = new double[copy.size()];
    Arrays.setAll(ratios, i -> Math.log(copy.get(i) / other.get(i)));
    return ratios;
  }

  private static void print(Map<String, List<Double>> nanos) {
    for (Map.Entry<String, List<Double>> entry : nanos.entrySet()) {
      String[] name = entry.getKey().split(" ");
      double median =
          entry.getValue().stream()
              .sorted()
              .skip(entry.getValue().size() / 2)
              .findFirst()
              .orElseThrow();
      String ratio = "";
      if (!name[0].equals("copy") && entry.getValue().size() > 1) {
        Interval interval =
            Bootstrap.interval(logRatios(nanos, name[0], name[1]), CONFIDENCE, SEED).exp();
        ratio =
            String.format(
                ", %.2f of memcpy's speed (95%% interval %.2f to %.2f)",
                interval.estimate(), interval.low(), interval.high());
      }
      System.out.printf(
          "%-5s %8s bytes: %10.1f ns, %5.1f GB/s%s%n",
          name[0], name[1], median, Long.parseLong(name[1]) / median, ratio);
    }
  }
}
