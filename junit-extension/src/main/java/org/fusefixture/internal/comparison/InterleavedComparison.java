package org.fusefixture.internal.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.ModeNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Decision.Bound;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.comparison.Interval;
import org.fusefixture.comparison.Measure;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.comparison.ComparisonPlan.Budget;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.statistics.Bootstrap;
import org.fusefixture.internal.statistics.GroupSequentialPlan;

/** Two mounts that run rounds of one workload in turn, on one kernel, until a claim is decided. */
final class InterleavedComparison implements Comparison {
  private static final double INTERVAL_CONFIDENCE = 0.95;

  private final String setting;
  private final long seed;
  private final Budget budget;
  private final Duration roundLimit;
  private final ComparedMount baseline;
  private final ComparedMount candidate;
  private final CpuAccount cpu;
  private final WarmUp warmUp;
  private final SplittableRandom coin;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private long measuredNanos;
  private boolean closed;

  private InterleavedComparison(
      Sandbox sandbox,
      ComparisonPlan plan,
      ComparedMount baseline,
      ComparedMount candidate,
      CpuAccount cpu,
      WarmUp warmUp) {
    this.setting =
        plan.describe()
            + ", in the "
            + sandbox.description()
            + ", WRITEs of at most "
            + baseline.description().maxWrite()
            + " and "
            + candidate.description().maxWrite()
            + " bytes";
    this.seed = plan.seed();
    this.budget = plan.budget();
    this.roundLimit = plan.roundLimit();
    this.baseline = baseline;
    this.candidate = candidate;
    this.cpu = cpu;
    this.warmUp = warmUp;
    this.coin = new SplittableRandom(plan.seed());
  }

  /** Mounts twice and warms up; what fails leaves nothing behind. */
  static InterleavedComparison start(Sandbox sandbox, ComparisonPlan plan) {
    ComparedMount first = null;
    ComparedMount second = null;
    try {
      first = ComparedMount.mount(sandbox, plan.spec(plan.baseline()), plan.workload().spec());
      second = ComparedMount.mount(sandbox, plan.spec(plan.candidate()), plan.workload().spec());
      CpuAccount cpu = CpuAccount.of(sandbox);
      WarmUp warmUp =
          WarmUp.run(
              first, second, plan.workload(), plan.budget().warmUp(), plan.roundLimit(), cpu);
      return new InterleavedComparison(sandbox, plan, first, second, cpu, warmUp);
    } catch (RuntimeException | Error failure) {
      closeAfter(failure, second);
      closeAfter(failure, first);
      throw failure;
    }
  }

  @Override
  public TransferMode baseline() {
    return baseline.mode();
  }

  @Override
  public TransferMode candidate() {
    return candidate.mode();
  }

  @Override
  public synchronized Decision decide(
      Measure measure, Bound bound, double ratio, double confidence) {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("the ratio (" + ratio + ") must be positive and finite");
    }
    GroupSequentialPlan looks = GroupSequentialPlan.of(budget.blocks(), confidence);
    Evidence outcome = decide(measure, bound, ratio, looks);
    while (outcome.verdict() == Verdict.UNDECIDED && canMeasure()) {
      measureBlock();
      if (looks.sizes().contains(blocks.size())) {
        outcome = decide(measure, bound, ratio, looks);
      }
    }
    Decision decision = new Decision(measure, bound, ratio, confidence, outcome, numbers());
    decisions.add(decision);
    return decision;
  }

  @Override
  public synchronized ComparisonNumbers measure(int blockCount) {
    while (blocks.size() < blockCount && canMeasure()) {
      measureBlock();
    }
    return numbers();
  }

  @Override
  public synchronized ComparisonNumbers numbers() {
    List<Round> rounds = blocks.stream().flatMap(block -> block.rounds().stream()).toList();
    return new ComparisonNumbers(
        setting,
        warmUp.toString(),
        cpu.source(),
        numbers(baseline(), rounds),
        numbers(candidate(), rounds),
        interval(Measure.THROUGHPUT),
        interval(Measure.CPU_PER_MEBIBYTE),
        blocks.stream().map(Block::order).toList(),
        warmUp.latencyEvery(),
        rounds);
  }

  /** What was measured and decided so far. */
  synchronized ComparisonOutcome outcome() {
    return new ComparisonOutcome(numbers(), decisions);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      candidate.close();
    } finally {
      baseline.close();
    }
  }

  private Evidence decide(Measure measure, Bound bound, double ratio, GroupSequentialPlan looks) {
    double[] values = logRatios(measure);
    return bound == Bound.AT_LEAST
        ? looks.atLeast(values, Math.log(ratio))
        : looks.atMost(values, Math.log(ratio));
  }

  private boolean canMeasure() {
    return !closed && blocks.size() < budget.blocks() && measuredNanos < budget.time().toNanos();
  }

  private void measureBlock() {
    long start = System.nanoTime();
    String order = Block.drawOrder(coin);
    List<Round> rounds = new ArrayList<>();
    for (int at = 0; at < order.length(); at++) {
      rounds.add(round(order.charAt(at) == 'A' ? baseline : candidate));
    }
    blocks.add(new Block(order, rounds));
    measuredNanos += System.nanoTime() - start;
  }

  /** Both modes get the same random offsets: the seed is the block's. */
  private Round round(ComparedMount mount) {
    long before = cpu.start();
    RoundReport report =
        mount.round(warmUp.operations(), warmUp.latencyEvery(), seed + blocks.size(), roundLimit);
    long used = cpu.used(before, report) - warmUp.emptyCpu();
    return new Round(mount.mode(), report, used);
  }

  /** Empty for CPU times where a round itself takes more than its calls, which would drown them. */
  private double[] logRatios(Measure measure) {
    if (measure == Measure.CPU_PER_MEBIBYTE && !isCpuMeasurable()) {
      return new double[0];
    }
    return blocks.stream().mapToDouble(block -> block.logRatio(measure, candidate())).toArray();
  }

  private boolean isCpuMeasurable() {
    return blocks.stream()
            .flatMap(block -> block.rounds().stream())
            .mapToLong(Round::cpuNanos)
            .sorted()
            .skip(blocks.size()) // the lower quartile: four rounds a block
            .findFirst()
            .orElse(0)
        > warmUp.emptyCpu();
  }

  private Optional<Interval> interval(Measure measure) {
    double[] values = logRatios(measure);
    return values.length < 2
        ? Optional.empty()
        : Optional.of(Bootstrap.interval(values, INTERVAL_CONFIDENCE, seed).exp());
  }

  private static ModeNumbers numbers(TransferMode mode, List<Round> all) {
    List<Round> rounds = all.stream().filter(round -> round.mode() == mode).toList();
    return new ModeNumbers(
        mode,
        rounds.size(),
        median(rounds, Measure.THROUGHPUT),
        median(rounds, Measure.CPU_PER_MEBIBYTE),
        LatencyHistogram.summarize(rounds));
  }

  private static double median(List<Round> rounds, Measure measure) {
    return new Median()
        .evaluate(rounds.stream().mapToDouble(round -> round.value(measure)).toArray());
  }

  private static void closeAfter(Throwable failure, ComparedMount mount) {
    if (mount != null) {
      try {
        mount.close();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
