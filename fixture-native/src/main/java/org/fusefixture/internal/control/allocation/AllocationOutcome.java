package org.fusefixture.internal.control.allocation;

import java.util.List;

/**
 * What became of an allocation that was to fail.
 *
 * @param call the call of the client, with its arguments; empty if none came
 * @param injected whether it failed
 * @param left how many more allocations the call would have had to make for it to fail
 * @param site functions of the kernel where it failed, the innermost first; empty where the kernel
 *     does not tell
 */
public record AllocationOutcome(String call, boolean injected, int left, List<String> site) {
  public AllocationOutcome {
    call = call == null ? "" : call;
    site = site == null ? List.of() : List.copyOf(site);
  }
}
