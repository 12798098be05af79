package org.fusefixture.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.statistics.BootstrapInterval;
import org.fusefixture.statistics.LookPlan;
import org.fusefixture.statistics.SequentialDecision;
import org.fusefixture.statistics.Verdict;

/**
 * A workload on one filesystem in two modes: both mounted in one sandbox, on one kernel, by the
 * same processes for as long as it lasts, and warmed up. Rounds are run when a decision needs them.
 *
 * <p>One thread at a time may use it; close it, or what gave it.
 */
public final class Comparison implements AutoCloseable {
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

  private Comparison(
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
  static Comparison start(Sandbox sandbox, ComparisonPlan plan) {
    ComparedMount first = null;
    ComparedMount second = null;
    try {
      first = ComparedMount.mount(sandbox, plan.spec(plan.baseline()), plan.workload().spec());
      second = ComparedMount.mount(sandbox, plan.spec(plan.candidate()), plan.workload().spec());
      CpuAccount cpu = CpuAccount.of(sandbox);
      WarmUp warmUp =
          WarmUp.run(
              first, second, plan.workload(), plan.budget().warmUp(), plan.roundLimit(), cpu);
      return new Comparison(sandbox, plan, first, second, cpu, warmUp);
    } catch (RuntimeException | Error failure) {
      closeAfter(failure, second);
      closeAfter(failure, first);
      throw failure;
    }
  }

  /** The mode that the ratio is to. */
  public TransferMode baseline() {
    return baseline.mode();
  }

  /** The mode that the ratio is of. */
  public TransferMode candidate() {
    return candidate.mode();
  }

  /**
   * Decides on a claim, and runs rounds until it can, or the budget is used up.
   *
   * <p>What is decided depends on the blocks of rounds in their order and on the looks fixed
   * beforehand ({@link LookPlan}), and not on who asked for them: several claims about one
   * comparison each keep their confidence.
   *
   * @param ratio of the candidate to the baseline
   * @param confidence at least 0.5 and below 1: the chance of a wrong answer, shown or refuted, is
   *     at most the rest
   * @throws ComparisonFailedException if a round fails or is void
   */
  public synchronized Decision decide(
      Measure measure, Bound bound, double ratio, double confidence) {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("the ratio (" + ratio + ") must be positive and finite");
    }
    LookPlan looks = LookPlan.of(budget.blocks(), confidence);
    SequentialDecision outcome = decide(measure, bound, ratio, looks);
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

  /**
   * Runs blocks of rounds until there are so many, or the time of the budget is over.
   *
   * @return the numbers
   */
  public synchronized ComparisonNumbers measure(int blockCount) {
    while (blocks.size() < blockCount && canMeasure()) {
      measureBlock();
    }
    return numbers();
  }

  /** What was measured so far. */
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
  public synchronized ComparisonOutcome outcome() {
    return new ComparisonOutcome(numbers(), decisions);
  }

  /** Unmounts; the numbers stay. */
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

  private SequentialDecision decide(Measure measure, Bound bound, double ratio, LookPlan looks) {
    double[] values = logRatios(measure);
    return bound == Bound.AT_LEAST
        ? SequentialDecision.atLeast(values, Math.log(ratio), looks)
        : SequentialDecision.atMost(values, Math.log(ratio), looks);
  }

  private boolean canMeasure() {
    return !closed && blocks.size() < budget.blocks() && measuredNanos < budget.time().toNanos();
  }

  private void measureBlock() {
    long start = System.nanoTime();
    String order = Block.drawOrder(coin);
    List<Round> rounds = new ArrayList<>();
    for (char which : order.toCharArray()) {
      rounds.add(round(which == 'A' ? baseline : candidate));
    }
    blocks.add(new Block(order, rounds));
    measuredNanos += System.nanoTime() - start;
  }

  /** Both modes get the same random offsets: the seed is the block's. */
  private Round round(ComparedMount mount) {
    long before = cpu.start();
    var report =
        mount.round(warmUp.operations(), warmUp.latencyEvery(), seed + blocks.size(), roundLimit);
    long used = cpu.used(before, report) - warmUp.emptyCpu();
    return new Round(mount.mode(), report, used);
  }

  /** None of CPU times where a round itself takes more than its calls, so that it drowns them. */
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

  private Optional<BootstrapInterval> interval(Measure measure) {
    double[] values = logRatios(measure);
    return values.length < 2
        ? Optional.empty()
        : Optional.of(BootstrapInterval.of(values, INTERVAL_CONFIDENCE, seed).exp());
  }

  private static ModeNumbers numbers(TransferMode mode, List<Round> all) {
    List<Round> rounds = all.stream().filter(round -> round.mode() == mode).toList();
    return new ModeNumbers(
        mode,
        rounds.size(),
        median(rounds, Measure.THROUGHPUT),
        median(rounds, Measure.CPU_PER_MEBIBYTE),
        Latencies.of(Latencies.histogram(rounds)));
  }

  private static double median(List<Round> rounds, Measure measure) {
    return new Median().evaluate(rounds.stream().mapToDouble(round -> round.of(measure)).toArray());
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
