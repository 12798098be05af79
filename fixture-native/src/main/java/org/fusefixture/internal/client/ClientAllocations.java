package org.fusefixture.internal.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.fusefixture.internal.control.AllocationService;
import org.fusefixture.internal.control.AllocationService.Outcome;
import org.fusefixture.internal.linux.AllocationFault;

/** An allocation of the kernel that is to fail during the next call of the client on a mount. */
public final class ClientAllocations {
  private static final Outcome NONE = new Outcome("", false, 0, List.of());

  private final AtomicReference<Integer> next = new AtomicReference<>();
  private volatile Outcome last = NONE;

  ClientAllocations() {}

  /** The service for all mounts. */
  public static AllocationService service(ClientCalls calls) {
    return new AllocationService() {
      @Override
      public CompletableFuture<Void> fail(int mount, int nth) {
        return calls.run(() -> calls.mount(mount).allocations().fail(nth));
      }

      @Override
      public CompletableFuture<Outcome> outcome(int mount) {
        return calls.later(() -> calls.mount(mount).allocations().outcome());
      }
    };
  }

  /**
   * The next call has an allocation fail.
   *
   * @param nth which one, from 1
   */
  private void fail(int nth) {
    if (nth < 1) {
      throw new IllegalArgumentException("allocations count from 1, not from " + nth);
    }
    AllocationFault.obstacle()
        .ifPresent(
            why -> {
              throw ClientCall.badRequest("fail allocation " + nth, why);
            });
    last = new Outcome("", false, nth, List.of());
    next.set(nth);
  }

  /** What became of it; it is taken back if there was no call. */
  private Outcome outcome() {
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
        last = new Outcome(call, fault.isInjected(), fault.left(), fault.site());
      }
    }
  }
}
