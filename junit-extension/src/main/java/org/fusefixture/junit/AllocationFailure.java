package org.fusefixture.junit;

import java.util.function.Supplier;
import org.fusefixture.internal.control.AllocationService;

/**
 * One allocation of the kernel that fails during a call of the client; see {@link
 * Client#failAllocation}.
 */
public final class AllocationFailure {
  private final MountCalls calls;
  private final int nth;
  private final boolean optional;

  AllocationFailure(MountCalls calls, int nth, boolean optional) {
    this.calls = calls;
    this.nth = nth;
    this.optional = optional;
  }

  /** {@return a copy that does not fail the test if the call makes fewer allocations} */
  public AllocationFailure optional() {
    return new AllocationFailure(calls, nth, true);
  }

  /**
   * Makes a call.
   *
   * @param <T> what the call returns
   * @param call one call of the client on this mount; of several, the first is hit
   * @return how it ended: an error of the call is not thrown
   * @throws AssertionError if the allocation did not fail, unless it is optional
   * @throws org.fusefixture.internal.control.ControlException BAD_REQUEST with the reason where the
   *     kernel cannot do it
   */
  public <T> FailedAllocation<T> of(Supplier<T> call) {
    calls.call("fail allocation " + nth, agent -> agent.allocations().fail(calls.mount(), nth));
    T value = null;
    ClientIOException failure = null;
    AllocationService.Outcome outcome;
    try {
      value = call.get();
    } catch (ClientIOException e) {
      if (e.errno().isEmpty()) {
        throw e; // timed out, or the server is gone: nothing that the kernel may do
      }
      failure = e;
    } finally {
      outcome =
          calls.call("failed allocation", agent -> agent.allocations().outcome(calls.mount()));
    }
    FailedAllocation<T> failed = new FailedAllocation<>(nth, outcome, value, failure);
    if (!failed.injected() && !optional) {
      throw new AssertionError(
          "no allocation failed; if none need fail, call optional(): " + failed);
    }
    return failed;
  }

  /**
   * As {@link #of(Supplier)}, of a call that returns nothing.
   *
   * @param call one call of the client on this mount
   * @return how it ended
   */
  public FailedAllocation<Void> of(Runnable call) {
    return of(
        () -> {
          call.run();
          return null;
        });
  }
}
