package org.fusefixture.internal.control.allocation;

/**
 * An allocation of the kernel is to fail.
 *
 * @param mount whose client makes the call
 * @param nth which allocation of the next call on it, from 1
 */
public record AllocationRequest(int mount, int nth) {
  public AllocationRequest {
    if (nth < 1) {
      throw new IllegalArgumentException("allocations count from 1, not from " + nth);
    }
  }
}
