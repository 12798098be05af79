package org.fusefixture.junit;

import java.util.List;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.AllocationService;

/**
 * A call of the client during which an allocation of the kernel was to fail, and what came of it.
 *
 * @param <T> what the call returns
 */
public final class FailedAllocation<T> {
  private final int nth;
  private final AllocationService.Outcome outcome;
  private final T value;
  private final ClientIOException failure;

  FailedAllocation(int nth, AllocationService.Outcome outcome, T value, ClientIOException failure) {
    this.nth = nth;
    this.outcome = outcome;
    this.value = value;
    this.failure = failure;
  }

  /** {@return whether the allocation failed; if not, the call made fewer of them} */
  public boolean injected() {
    return outcome.injected();
  }

  /** {@return whether the call succeeded, perhaps in spite of it} */
  public boolean succeeded() {
    return failure == null;
  }

  /**
   * {@return what the call returned}
   *
   * @throws ClientIOException if it failed
   */
  public T value() {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /** {@return the error of the call; empty if it succeeded} */
  public Optional<Errno> error() {
    return failure == null ? Optional.empty() : failure.errno();
  }

  /**
   * {@return the functions of the kernel where it failed, the innermost first, as far as the kernel
   * tells}
   */
  public List<String> site() {
    return outcome.site();
  }

  /** One line: which allocation of which call, where, and how the call ended. */
  @Override
  public String toString() {
    return "allocation "
        + nth
        + " of "
        + (outcome.call().isEmpty() ? "no call at all" : outcome.call())
        + (outcome.injected()
            ? " failed" + (site().isEmpty() ? "" : " in " + String.join(" < ", site()))
            : " did not fail, as there were " + (nth - outcome.left()) + " only")
        + "; the call "
        + (failure == null
            ? "returned " + value
            : "failed with " + error().map(Enum::toString).orElse(failure.getMessage()));
  }
}
