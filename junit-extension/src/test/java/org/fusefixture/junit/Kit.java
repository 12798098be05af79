package org.fusefixture.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Runs inner test cases. Holds the shared sandboxes meanwhile, which otherwise would end with each
 * inner test plan.
 */
final class Kit implements AutoCloseable {
  private final Sandboxes.Lease lease = Sandboxes.shared().lease();

  EngineExecutionResults run(Class<?> testCase) {
    return run(testCase, Map.of());
  }

  EngineExecutionResults run(Class<?> testCase, Map<String, String> parameters) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testCase))
        .configurationParameters(parameters)
        .execute();
  }

  /** What the tests of a case failed with; tests that passed are left out. */
  static List<Throwable> failures(EngineExecutionResults results) {
    List<Throwable> failures = new ArrayList<>();
    for (Event event : results.allEvents().finished().list()) {
      event
          .getPayload(TestExecutionResult.class)
          .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
          .flatMap(TestExecutionResult::getThrowable)
          .ifPresent(failures::add);
    }
    return failures;
  }

  @Override
  public void close() {
    lease.close();
  }
}
