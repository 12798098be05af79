package org.fusefixture.internal.comparison;

import java.time.Duration;
import org.fusefixture.comparison.Workload;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountSpec;

/** What is compared, and what the comparison may cost. */
record ComparisonPlan(
    MountSpec spec,
    TransferMode baseline,
    TransferMode candidate,
    Workload workload,
    long seed,
    Budget budget) {
  /** A round that takes this many times as long as expected is ended. */
  private static final int SLOWNESS = 20;

  /**
   * What to mount in a mode. Late accesses are only recorded, since holding them back takes time.
   */
  MountSpec spec(TransferMode mode) {
    return spec.withMode(mode)
        .withMeasured(true)
        .withLateAccess(LateAccessPolicy.RECORD, spec.holdLimit());
  }

  /** The longest time of a round. */
  Duration roundLimit() {
    Duration expected = workload.operations().isPresent() ? budget.time() : workload.roundTime();
    return expected.multipliedBy(SLOWNESS).plus(spec.requestTimeout());
  }

  String describe() {
    return spec.filesystem()
        + " in "
        + baseline
        + " (A) and "
        + candidate
        + " (B), "
        + spec.threads()
        + " server threads, "
        + workload
        + ", seed "
        + seed;
  }

  /**
   * What a comparison may cost.
   *
   * @param blocks greatest number of blocks of four rounds
   * @param time of all rounds, after the warm-up
   * @param warmUp longest time of the warm-up
   */
  record Budget(int blocks, Duration time, Duration warmUp) {
    private static final int MOST_BLOCKS = 500;

    static final Budget USUAL = new Budget(40, Duration.ofSeconds(60), Duration.ofSeconds(15));

    Budget {
      if (blocks < 1 || blocks > MOST_BLOCKS) {
        throw new IllegalArgumentException(
            "the number of blocks (" + blocks + ") must be from 1 to " + MOST_BLOCKS);
      }
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("the time (" + time + ") must be positive");
      }
      if (warmUp.isNegative()) {
        throw new IllegalArgumentException("the warm-up (" + warmUp + ") must not be negative");
      }
    }
  }
}
