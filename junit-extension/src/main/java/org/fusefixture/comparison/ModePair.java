package org.fusefixture.comparison;

import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;

/** Two modes that are to be compared. A value; each {@code withX} gives a changed copy. */
public final class ModePair {
  private final Comparisons comparisons;
  private final TransferMode baseline;
  private final TransferMode candidate;
  private final long seed;
  private final Budget budget;

  ModePair(
      Comparisons comparisons,
      TransferMode baseline,
      TransferMode candidate,
      long seed,
      Budget budget) {
    this.comparisons = comparisons;
    this.baseline = baseline;
    this.candidate = candidate;
    this.seed = seed;
    this.budget = budget;
  }

  /** Of the order of rounds, random offsets and resampling; otherwise that of the mount. */
  public ModePair withSeed(long value) {
    return new ModePair(comparisons, baseline, candidate, value, budget);
  }

  /** Longest time of all rounds together, after the warm-up; otherwise 60 s. */
  public ModePair withTime(Duration value) {
    return with(new Budget(budget.blocks(), value, budget.warmUp()));
  }

  /** Most blocks of four rounds; otherwise 40. The looks for a decision are spread over them. */
  public ModePair withBlocks(int value) {
    return with(new Budget(value, budget.time(), budget.warmUp()));
  }

  /** Longest time of the warm-up, which ends when both modes are steady; otherwise 15 s. */
  public ModePair withWarmUp(Duration value) {
    return with(new Budget(budget.blocks(), budget.time(), value));
  }

  /**
   * Mounts the filesystem in both modes and warms up.
   *
   * @throws ComparisonFailedException if a mode cannot be had on the kernel, or a round fails
   */
  public Comparison workload(Workload workload) {
    return comparisons.start(baseline, candidate, workload, seed, budget);
  }

  private ModePair with(Budget changed) {
    return new ModePair(comparisons, baseline, candidate, seed, changed);
  }
}
