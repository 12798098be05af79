package org.fusefixture.internal.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.Comparisons;
import org.fusefixture.comparison.Workload;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.comparison.ComparisonPlan.Budget;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.mount.MountSpec;

/** Starts comparisons of one filesystem, and ends them together. */
public final class InterleavedComparisons implements Comparisons, AutoCloseable {
  private final MountSpec spec;
  private final BiFunction<TransferMode, TransferMode, Sandbox> sandboxes;
  private final Consumer<ComparisonOutcome> report;
  private final List<InterleavedComparison> started = new ArrayList<>();

  /**
   * @param spec what to mount; its mode is replaced by the compared ones
   * @param sandboxes returns the one sandbox for a baseline and a candidate
   * @param report receives the outcome of each comparison when it ends
   */
  public InterleavedComparisons(
      MountSpec spec,
      BiFunction<TransferMode, TransferMode, Sandbox> sandboxes,
      Consumer<ComparisonOutcome> report) {
    this.spec = spec;
    this.sandboxes = sandboxes;
    this.report = report;
  }

  @Override
  public ModePair compare(TransferMode baseline, TransferMode candidate) {
    if (baseline == candidate) {
      throw new IllegalArgumentException(
          "compare("
              + baseline
              + ", "
              + candidate
              + "): both modes are the same; name the baseline first and the candidate second");
    }
    return new BudgetedPair(baseline, candidate, spec.seed(), Budget.USUAL);
  }

  /** Ends all comparisons, and reports their outcomes. */
  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    for (InterleavedComparison comparison : started) {
      // A report that throws must not keep the mounts.
      try (comparison) {
        report.accept(comparison.outcome());
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    started.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized Comparison start(BudgetedPair pair, Workload workload) {
    ComparisonPlan plan =
        new ComparisonPlan(spec, pair.baseline, pair.candidate, workload, pair.seed, pair.budget);
    InterleavedComparison comparison =
        InterleavedComparison.start(sandboxes.apply(pair.baseline, pair.candidate), plan);
    started.add(comparison);
    return comparison;
  }

  /** Two modes and what their comparison may cost. */
  private final class BudgetedPair implements ModePair {
    private final TransferMode baseline;
    private final TransferMode candidate;
    private final long seed;
    private final Budget budget;

    BudgetedPair(TransferMode baseline, TransferMode candidate, long seed, Budget budget) {
      this.baseline = baseline;
      this.candidate = candidate;
      this.seed = seed;
      this.budget = budget;
    }

    @Override
    public ModePair withSeed(long value) {
      return new BudgetedPair(baseline, candidate, value, budget);
    }

    @Override
    public ModePair withTime(Duration value) {
      return with(new Budget(budget.blocks(), value, budget.warmUp()));
    }

    @Override
    public ModePair withBlocks(int value) {
      return with(new Budget(value, budget.time(), budget.warmUp()));
    }

    @Override
    public ModePair withWarmUp(Duration value) {
      return with(new Budget(budget.blocks(), budget.time(), value));
    }

    @Override
    public Comparison workload(Workload workload) {
      return start(this, workload);
    }

    private ModePair with(Budget changed) {
      return new BudgetedPair(baseline, candidate, seed, changed);
    }
  }
}
