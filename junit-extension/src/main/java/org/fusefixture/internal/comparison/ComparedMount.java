package org.fusefixture.internal.comparison;

import java.time.Duration;
import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.control.WorkloadService;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;

/** The filesystem in one of the two modes, from mount to unmount. */
final class ComparedMount implements AutoCloseable {
  /** Enough for a server JVM and, for user pages, an attestation, on a busy machine. */
  private static final Duration MOUNT_TIME = Duration.ofSeconds(180);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Sandbox sandbox;
  private final MountSpec spec;
  private final WorkloadSpec workload;
  private final MountDescription description;

  private ComparedMount(
      Sandbox sandbox, MountSpec spec, WorkloadSpec workload, MountDescription description) {
    this.sandbox = sandbox;
    this.spec = spec;
    this.workload = workload;
    this.description = description;
  }

  /**
   * @throws ComparisonFailedException with the reason, if the mode is unavailable
   */
  static ComparedMount mount(Sandbox sandbox, MountSpec spec, WorkloadSpec workload) {
    try {
      MountDescription description =
          sandbox.mount(
              "mount in " + spec.mode(),
              StartLimit.of(MOUNT_TIME, sandbox.key().kernel()).time(),
              spec);
      return new ComparedMount(sandbox, spec, workload, description);
    } catch (ControlException e) {
      String hint =
          e.kind() == ControlError.Kind.MOUNT_REFUSED
              ? "; both modes of a comparison run on one kernel: choose a kernel that has both"
              : "";
      throw new ComparisonFailedException(
          spec.mode()
              + " is unavailable in the "
              + sandbox.description()
              + ": "
              + e.getMessage()
              + hint,
          e);
    }
  }

  TransferMode mode() {
    return spec.mode();
  }

  MountDescription description() {
    return description;
  }

  /**
   * Runs a round, and checks that it really ran in the mode.
   *
   * @param limit longest time of the round
   * @throws ComparisonFailedException with the call that failed, or with what fell back
   */
  RoundReport round(long operations, int latencyEvery, long seed, Duration limit) {
    RoundReport report;
    try {
      report =
          sandbox
              .control()
              .call(
                  "a round in " + mode(),
                  limit.plus(GRACE),
                  agent ->
                      agent
                          .workloads()
                          .run(
                              new WorkloadService.Round(
                                  description.mount(),
                                  workload,
                                  operations,
                                  latencyEvery,
                                  seed,
                                  limit.toMillis())));
    } catch (ControlException e) {
      throw new ComparisonFailedException("a round in " + mode() + " failed: " + e.getMessage(), e);
    }
    TransferCheck.check(mode(), workload, report);
    return report;
  }

  @Override
  public void close() {
    if (!sandbox.alive()) {
      return;
    }
    Duration limit =
        spec.requestTimeout().plus(StartLimit.of(MOUNT_TIME, sandbox.key().kernel()).time());
    RuntimeException failure = null;
    try {
      sandbox
          .control()
          .call(
              "remove the files of the workload",
              limit,
              agent -> agent.workloads().remove(description.mount(), workload));
    } catch (ControlException e) {
      failure = e; // for example after an abort of the connection; unmount all the same
    }
    UnmountResult result =
        sandbox
            .control()
            .call("unmount", limit, agent -> agent.mounts().unmount(description.mount()));
    if ((!result.clean() || !result.losses().isEmpty()) && !result.aborted()) {
      throw new ComparisonFailedException(
          "the mount in "
              + mode()
              + " did not end cleanly: server "
              + result.serverExit()
              + "; "
              + String.join("; ", result.notes())
              + String.join("; ", result.losses()),
          failure);
    }
  }
}
