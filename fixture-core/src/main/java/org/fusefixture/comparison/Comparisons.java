package org.fusefixture.comparison;

import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;

/**
 * Starts comparisons of one filesystem. A test method takes it as a parameter:
 *
 * <pre>{@code
 * @FuseMount(DiscardingFileSystem.class)
 * class DiscardSpeedTest {
 *   @Test
 *   void user_pages_are_faster(Comparisons comparisons) {
 *     Comparison comparison =
 *         comparisons.compare(SPLICE, SPLICE_USER_PAGES)
 *             .workload(Workload.writes(mebibytes(1)).withDirect());
 *     assertThat(comparison).throughputRatio().isAtLeast(1.20).withConfidence(0.95);
 *   }
 * }
 * }</pre>
 */
public interface Comparisons {
  /**
   * Names two modes. Ratios are those of the candidate to the baseline.
   *
   * @param baseline to which ratios relate
   * @param candidate whose ratio is taken
   * @return the pair, which a workload completes
   * @throws IllegalArgumentException if both modes are the same
   */
  ModePair compare(TransferMode baseline, TransferMode candidate);

  /** Two modes to compare, and the budget for it. Each {@code withX} returns a changed copy. */
  interface ModePair {
    /**
     * {@return a copy with another seed of the order of rounds, of random offsets and of
     * resampling}
     *
     * @param seed instead of the mount's
     */
    ModePair withSeed(long seed);

    /**
     * {@return a copy with another limit of the time of all rounds together, after the warm-up}
     *
     * @param time instead of 60 s
     */
    ModePair withTime(Duration time);

    /**
     * {@return a copy with another limit of blocks, over which the looks of a decision are spread}
     *
     * @param blocks of four rounds, instead of 40
     */
    ModePair withBlocks(int blocks);

    /**
     * {@return a copy with another limit of the warm-up, which ends when both modes are steady}
     *
     * @param time instead of 15 s
     */
    ModePair withWarmUp(Duration time);

    /**
     * Mounts the filesystem in both modes and warms them up.
     *
     * @param workload to run in both modes
     * @return the comparison, to be measured or decided
     * @throws ComparisonFailedException if a mode is unavailable on the kernel, or a round fails
     */
    Comparison workload(Workload workload);
  }
}
