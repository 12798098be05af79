package org.fusefixture.comparison;

import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountSpec;

/** What is compared, and what that may cost. */
record ComparisonPlan(
    MountSpec spec,
    TransferMode baseline,
    TransferMode candidate,
    Workload workload,
    long seed,
    Budget budget) {
  /** A round whose calls hang is ended after that time more than it should take. */
  private static final int SLOWNESS = 20;

  /** What to mount in a mode: late accesses are recorded only, as holding them back takes time. */
  MountSpec spec(TransferMode mode) {
    return spec.withMode(mode)
        .withMeasured(true)
        .withLateAccess(LateAccessPolicy.RECORD, spec.holdLimitMillis());
  }

  /** Longest time of a round. */
  Duration roundLimit() {
    Duration expected = workload.operations().isPresent() ? budget.time() : workload.roundTime();
    return expected.multipliedBy(SLOWNESS).plusMillis(spec.requestTimeoutMillis());
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
}
