package org.fusefixture.internal.control.workload;

import java.util.Objects;
import org.fusefixture.comparison.WorkloadSpec;

/**
 * What a workload left on a mount.
 *
 * @param mount on which
 * @param workload what was done
 */
public record WorkloadTarget(int mount, WorkloadSpec workload) {
  public WorkloadTarget {
    Objects.requireNonNull(workload, "workload");
  }
}
