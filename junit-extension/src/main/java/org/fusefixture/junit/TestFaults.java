package org.fusefixture.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.control.ControlException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Scopes faults to tests: what annotations declare is set before, all is reset after. */
final class TestFaults {
  private TestFaults() {}

  /** Sets what the test's annotations declare. */
  static void begin(LiveMount mount, ExtensionContext context) {
    DeclaredFaults.of(context).forEach(scenario -> mount.faults().set(scenario));
  }

  /**
   * Resets, and fails the test over faults that never fired; a test that failed already is told of
   * them beside.
   */
  static void end(LiveMount mount, Optional<Throwable> failure) {
    List<RuleReceipt> unfired;
    try {
      unfired = mount.faults().end();
    } catch (ClientIOException | ControlException e) {
      failure.ifPresentOrElse(
          thrown -> thrown.addSuppressed(e),
          () -> {
            throw e;
          });
      return;
    }
    if (unfired.isEmpty()) {
      return;
    }
    AssertionFailedError error = new AssertionFailedError(describe(unfired));
    if (failure.isPresent()) {
      failure.get().addSuppressed(error);
    } else {
      throw error;
    }
  }

  private static String describe(List<RuleReceipt> unfired) {
    return "a fault that was expected to fire never did; say optional() if that may be:\n"
        + unfired.stream().map(TestFaults::describe).collect(Collectors.joining("\n"));
  }

  private static String describe(RuleReceipt receipt) {
    return "  "
        + receipt.toString().indent(2).strip()
        + (receipt.matched() == 0 && receipt.nearMisses().isEmpty()
            ? "\n    no request of these operations came while it was set"
            : "");
  }
}
