package org.fusefixture.comparison;

import org.fusefixture.filesystem.TransferMode;

/**
 * A workload on one filesystem in two modes: both mounted in one sandbox, on one kernel, by the
 * same processes as long as the comparison lasts, and warmed up. Rounds run when a decision needs
 * them.
 *
 * <p>Use it from one thread at a time. It ends with the {@link Comparisons} that started it, or
 * when it is closed.
 */
public interface Comparison extends AutoCloseable {
  /** {@return the mode that ratios relate to} */
  TransferMode baseline();

  /** {@return the mode whose ratio is taken} */
  TransferMode candidate();

  /**
   * Decides a claim: runs rounds until the claim is shown or refuted, or the budget is used up.
   *
   * <p>The verdict depends on the blocks of rounds in their order and on looks that are fixed in
   * advance, not on who asked for them: several claims about one comparison each keep their
   * confidence.
   *
   * @param measure whose ratio is taken
   * @param bound whether the ratio is claimed to be at least or at most so high
   * @param ratio of the candidate to the baseline
   * @param confidence at least 0.5 and below 1: the probability of a wrong verdict, shown or
   *     refuted, is at most one minus this
   * @return the verdict, and how it was reached
   * @throws ComparisonFailedException if a round fails or is void
   */
  Decision decide(Measure measure, Decision.Bound bound, double ratio, double confidence);

  /**
   * Runs rounds until this many blocks are complete, or the time of the budget is used up.
   *
   * @param blocks of four rounds
   * @return what was measured so far
   */
  ComparisonNumbers measure(int blocks);

  /** {@return what was measured so far} */
  ComparisonNumbers numbers();

  /** Unmounts the filesystem; the numbers stay. */
  @Override
  void close();
}
