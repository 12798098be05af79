package org.fusefixture.junit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.control.ControlException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** The faults of a test: those that annotations declare are set before it, all are reset after. */
final class TestFaults {
  private TestFaults() {}

  /** Sets what the test's annotations declare. */
  static void begin(LiveMount mount, ExtensionContext context) {
    DeclaredFaults.of(context).forEach(scenario -> mount.faults().set(scenario));
  }

  /**
   * Resets all faults. The test fails if one of them never fired; if it has failed already, they
   * are added to its failure.
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
    return "a fault never fired; if that is permitted, call optional() on it:\n"
        + unfired.stream().map(TestFaults::describe).collect(Collectors.joining("\n"));
  }

  private static String describe(RuleReceipt receipt) {
    return "  "
        + receipt.toString().indent(2).strip()
        + (receipt.matched() == 0 && receipt.nearMisses().isEmpty()
            ? "\n    no request of these operations arrived while it was set"
            : "");
  }
}
