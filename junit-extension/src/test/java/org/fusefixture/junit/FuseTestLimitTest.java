package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The limit on test templates that need no mount. */
class FuseTestLimitTest {
  private static final String LIMIT = FuseTestLimit.PARAMETER;

  @Test
  void testThatHangs_isInterruptedAndFailsWithAdvice() {
    run(HangingCase.class, Map.of(LIMIT, "50ms"))
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(TimeoutException.class),
                message(
                    "hangs did not end within 50ms; to allow more time, annotate it with @Timeout,"
                        + " or set the property fusefixture.timeout"),
                suppressed(0, instanceOf(InterruptedException.class))));
  }

  @Test
  void interrupt_doesNotOutliveTheTest() {
    run(HangingCase.class, Map.of(LIMIT, "1ms"));

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void testThatEndsInTime_passes() {
    run(QuickCase.class, Map.of(LIMIT, "1h")).assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void testWithoutAParameter_hasALimitThatIsLongEnough() {
    run(QuickCase.class, Map.of()).assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void failureInTime_isTheTestsOwn() {
    run(FailingCase.class, Map.of(LIMIT, "1h"))
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(instanceOf(IllegalStateException.class)));
  }

  @Test
  void timeoutOfTheMethodOrTheClass_goesBeforeTheLimit() {
    run(OwnTimeoutCase.class, Map.of(LIMIT, "1ms")).assertStatistics(stats -> stats.succeeded(1));
    run(TimeoutOfTheClassCase.class, Map.of(LIMIT, "1ms"))
        .assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void defaultTimeoutOfJunit_goesBeforeTheLimit() {
    run(SlowCase.class, Map.of(LIMIT, "1ms", "junit.jupiter.execution.timeout.default", "1 m"))
        .assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void limitThatIsOff_lastsForEver() {
    run(SlowCase.class, Map.of(LIMIT, "off")).assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void limitThatIsNoDuration_isRefused() {
    run(QuickCase.class, Map.of(LIMIT, "soon"))
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ExtensionConfigurationException.class),
                message(
                    text ->
                        text.startsWith("fusefixture.timeout: ")
                            && text.contains("\"soon\"")
                            && text.endsWith(", or \"off\" for no limit"))));
  }

  private static Events run(Class<?> testCase, Map<String, String> parameters) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testCase))
        .configurationParameters(parameters)
        .execute()
        .testEvents();
  }

  @ExtendWith(FuseTestLimit.class)
  static class HangingCase {
    @RepeatedTest(value = 1, name = "hangs")
    void hangs() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  @ExtendWith(FuseTestLimit.class)
  static class QuickCase {
    @RepeatedTest(1)
    void passes() {}
  }

  @ExtendWith(FuseTestLimit.class)
  static class FailingCase {
    @RepeatedTest(1)
    void fails() {
      throw new IllegalStateException("of the test");
    }
  }

  @ExtendWith(FuseTestLimit.class)
  static class SlowCase {
    @RepeatedTest(1)
    void waitsALittle() throws InterruptedException {
      waitFor(50);
    }
  }

  @ExtendWith(FuseTestLimit.class)
  static class OwnTimeoutCase {
    @RepeatedTest(1)
    @Timeout(60)
    void waitsALittle() throws InterruptedException {
      waitFor(50);
    }
  }

  @Timeout(60)
  @ExtendWith(FuseTestLimit.class)
  static class TimeoutOfTheClassCase {
    @RepeatedTest(1)
    void waitsALittle() throws InterruptedException {
      waitFor(50);
    }
  }

  /** Longer than the limit of the test that runs the case. */
  private static void waitFor(long millis) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
  }
}
