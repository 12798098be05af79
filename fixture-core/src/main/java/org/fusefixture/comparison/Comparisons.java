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
   * @throws IllegalArgumentException if both modes are the same
   */
  ModePair compare(TransferMode baseline, TransferMode candidate);

  /** Two modes to compare, and the budget for it. Each {@code withX} returns a changed copy. */
  interface ModePair {
    /** Seed of the order of rounds, of random offsets and of resampling; default: the mount's. */
    ModePair withSeed(long seed);

    /** Longest time of all rounds together, after the warm-up; default: 60 s. */
    ModePair withTime(Duration time);

    /** Most blocks of four rounds; default: 40. The looks of a decision are spread over them. */
    ModePair withBlocks(int blocks);

    /** Longest time of the warm-up, which ends when both modes are steady; default: 15 s. */
    ModePair withWarmUp(Duration time);

    /**
     * Mounts the filesystem in both modes and warms them up.
     *
     * @throws ComparisonFailedException if a mode is unavailable on the kernel, or a round fails
     */
    Comparison workload(Workload workload);
  }
}
