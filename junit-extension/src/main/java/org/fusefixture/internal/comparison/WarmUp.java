package org.fusefixture.internal.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.Workload;
import org.fusefixture.internal.statistics.Steadiness;

/**
 * Rounds that do not count, in both modes in turn: first short rounds, which find the number of
 * calls for a round of the desired time; then full rounds, until the throughput of both modes is
 * steady (the medians of the last four rounds and of the four before differ by at most 5%) or the
 * time is up. The last rounds make no calls, and measure what a round itself costs.
 */
final class WarmUp {
  private static final int FIRST_OPERATIONS = 4;
  private static final int MOST_GROWTH = 8;
  private static final Steadiness STEADINESS = new Steadiness(4, 0.05);
  private static final double CLOCK_SHARE = 0.01;
  private static final int MOST_UNTIMED = 1_000;
  private static final int EMPTY_PAIRS = 4;

  private final ComparedMount baseline;
  private final ComparedMount candidate;
  private final Workload workload;
  private final Duration longest;
  private final Duration roundLimit;
  private final CpuAccount cpu;
  private final List<Double> baselineSpeeds = new ArrayList<>();
  private final List<Double> candidateSpeeds = new ArrayList<>();
  private long operations;
  private int latencyEvery;
  private double bestCall = Double.MAX_VALUE;
  private long emptyCpu;
  private int rounds;
  private boolean steady;

  private WarmUp(
      ComparedMount baseline,
      ComparedMount candidate,
      Workload workload,
      Duration longest,
      Duration roundLimit,
      CpuAccount cpu) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.workload = workload;
    this.longest = longest;
    this.roundLimit = roundLimit;
    this.cpu = cpu;
  }

  static WarmUp run(
      ComparedMount baseline,
      ComparedMount candidate,
      Workload workload,
      Duration longest,
      Duration roundLimit,
      CpuAccount cpu) {
    WarmUp warmUp = new WarmUp(baseline, candidate, workload, longest, roundLimit, cpu);
    warmUp.run();
    return warmUp;
  }

  /** Number of calls of each thread in a round. */
  long operations() {
    return operations;
  }

  /**
   * The latency of every n-th call is taken, with n such that reading the clock takes at most a
   * hundredth of the time.
   */
  int latencyEvery() {
    return latencyEvery;
  }

  /** CPU time that a round takes without its calls. */
  long emptyCpu() {
    return emptyCpu;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d rounds, then %d calls a round, %.1f ms of CPU for the round itself taken off; %s",
        rounds,
        operations * workload.spec().threads(),
        emptyCpu / 1e6,
        steady ? "steady" : "not steady within " + longest.toMillis() + " ms");
  }

  private void run() {
    long start = System.nanoTime();
    operations = workload.operations().orElse(FIRST_OPERATIONS);
    long clockNanos = 0;
    while (!steady && (rounds < 2 || System.nanoTime() - start < longest.toNanos())) {
      List<RoundReport> reports = pair();
      RoundReport slower = slower(reports);
      clockNanos = slower.clockNanos();
      bestCall = Math.min(bestCall, call(slower));
      if (isLongEnough(slower)) {
        baselineSpeeds.add(speed(reports.get(0)));
        candidateSpeeds.add(speed(reports.get(1)));
      }
      steady = STEADINESS.isReachedBy(baselineSpeeds) && STEADINESS.isReachedBy(candidateSpeeds);
      adapt();
    }
    latencyEvery = latencyEvery(clockNanos);
    emptyCpu = cpu.countsMore() ? measureEmptyCpu() : 0;
  }

  /**
   * The number of calls grows with the quickest round so far: just-in-time compilation makes calls
   * quicker, and on a busy machine a round may have had the CPU for a part of its time only.
   */
  private void adapt() {
    if (workload.operations().isEmpty()) {
      long fitting = Math.max(1, Math.round(workload.roundTime().toNanos() / bestCall));
      operations = Math.min(operations * MOST_GROWTH, Math.max(operations, fitting));
    }
  }

  private long measureEmptyCpu() {
    List<Double> used = new ArrayList<>();
    for (int i = 0; i < EMPTY_PAIRS; i++) {
      for (ComparedMount mount : List.of(baseline, candidate)) {
        long before = cpu.start();
        RoundReport report = mount.round(0, 1, rounds, roundLimit);
        used.add((double) cpu.used(before, report));
      }
    }
    return Math.round(
        new Median().evaluate(used.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private List<RoundReport> pair() {
    rounds += 2;
    return List.of(
        baseline.round(operations, 1, rounds, roundLimit),
        candidate.round(operations, 1, rounds, roundLimit));
  }

  private boolean isLongEnough(RoundReport report) {
    return workload.operations().isPresent()
        || report.nanos() >= workload.roundTime().toNanos() / 2;
  }

  private int latencyEvery(long clockNanos) {
    double every = Math.ceil(2.0 * clockNanos / (CLOCK_SHARE * bestCall));
    return (int) Math.max(1, Math.min(MOST_UNTIMED, every));
  }

  /** Time of one call of one thread, in nanoseconds. */
  private double call(RoundReport report) {
    return (double) report.nanos() * workload.spec().threads() / report.operations();
  }

  private static RoundReport slower(List<RoundReport> reports) {
    return reports.get(0).nanos() >= reports.get(1).nanos() ? reports.get(0) : reports.get(1);
  }

  private static double speed(RoundReport report) {
    return (double) report.bytes() / report.nanos();
  }
}
