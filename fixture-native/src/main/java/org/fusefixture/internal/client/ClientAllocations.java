package org.fusefixture.internal.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.fusefixture.internal.control.allocation.AllocationOutcome;
import org.fusefixture.internal.linux.AllocationFault;

/** An allocation of the kernel that is to fail during the next call of the client on a mount. */
public final class ClientAllocations {
  private static final AllocationOutcome NONE = new AllocationOutcome("", false, 0, List.of());

  private final AtomicReference<Integer> next = new AtomicReference<>();
  private volatile AllocationOutcome last = NONE;

  ClientAllocations() {}

  /**
   * The next call has an allocation fail.
   *
   * @param nth which one, from 1
   */
  public void fail(int nth) {
    AllocationFault.obstacle()
        .ifPresent(
            why -> {
              throw ClientCall.badRequest("fail allocation " + nth, why);
            });
    last = new AllocationOutcome("", false, nth, List.of());
    next.set(nth);
  }

  /** What became of it; it is taken back if there was no call. */
  public AllocationOutcome outcome() {
    next.set(null);
    return last;
  }

  /** Makes a system call. */
  <T> T during(String call, Supplier<T> systemCall) {
    Integer nth = next.get() == null ? null : next.getAndSet(null);
    if (nth == null) {
      return systemCall.get();
    }
    try (AllocationFault fault = AllocationFault.arm(nth)) {
      try {
        return systemCall.get();
      } finally {
        last = new AllocationOutcome(call, fault.isInjected(), fault.left(), fault.site());
      }
    }
  }
}
