package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Map;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Which invocations a test has, without running one. */
class SandboxChoiceTest {
  private static final String COPY_PROCESS = "test [COPY, PROCESS, HOST]";
  private static final String SPLICE_PROCESS = "test [SPLICE, PROCESS, HOST]";
  private static final String SPLICE_CONTAINER = "test [SPLICE, CONTAINER, HOST]";
  private static final String USER_PAGES = "test [SPLICE_USER_PAGES, PROCESS, PATCHED]";

  @Test
  void repeatedInModes_runsEachRowInItsSandboxes() {
    assertThat(invocations(RowsCase.class, Map.of()))
        .containsExactly(COPY_PROCESS, SPLICE_PROCESS, SPLICE_CONTAINER, USER_PAGES);
  }

  @Test
  void isolation_leavesOutTheOthers() {
    assertThat(invocations(RowsCase.class, Map.of("fusefixture.isolation", "container")))
        .containsExactly(SPLICE_CONTAINER);
  }

  @Test
  void kernel_leavesOutTheOthers() {
    assertThat(invocations(RowsCase.class, Map.of("fusefixture.kernel", "patched")))
        .containsExactly(USER_PAGES);
  }

  @Test
  void bothTogether_admitWhatMeetsBoth() {
    assertThat(
            invocations(
                RowsCase.class,
                Map.of("fusefixture.isolation", "PROCESS", "fusefixture.kernel", "host, patched")))
        .containsExactly(COPY_PROCESS, SPLICE_PROCESS, USER_PAGES);
  }

  @Test
  void emptyParameter_leavesOutNothing() {
    assertThat(invocations(RowsCase.class, Map.of("fusefixture.kernel", ""))).hasSize(4);
  }

  @Test
  void testWithNothingLeft_succeedsWithoutInvocations() {
    run(ProcessCase.class, Map.of("fusefixture.isolation", "container"))
        .assertStatistics(stats -> stats.started(0).failed(0).skipped(0));
  }

  @Test
  void testThatRunsOnce_isAbortedWithTheReason() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(OnceCase.class))
        .configurationParameter("fusefixture.kernel", "patched")
        .execute()
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                abortedWithReason(
                    message(
                        "[COPY, PROCESS, HOST] is left out: this run is limited to"
                            + " fusefixture.isolation=any, fusefixture.kernel=patched"))));
  }

  @Test
  void rowOfASubclass_takesThePlaceOfTheInheritedOnes() {
    assertThat(invocations(SubclassCase.class, Map.of())).containsExactly(SPLICE_CONTAINER);
  }

  @Test
  void rowOfAMethod_takesThePlaceOfThoseOfTheClass() {
    assertThat(invocations(MethodCase.class, Map.of())).containsExactly(COPY_PROCESS);
  }

  @Test
  void sameInvocationInTwoRows_isRefused() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(TwiceCase.class))
        .execute()
        .allEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message("TwiceCase.test: two @InModes name [COPY, PROCESS, HOST]"))));
  }

  private static List<String> invocations(Class<?> testCase, Map<String, String> parameters) {
    return run(testCase, parameters)
        .skipped()
        .map(Event::getTestDescriptor)
        .map(TestDescriptor::getDisplayName)
        .toList();
  }

  private static Events run(Class<?> testCase, Map<String, String> parameters) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testCase))
        .configurationParameters(parameters)
        .execute()
        .testEvents();
  }

  /** Leaves out what would mount. */
  static final class InvocationsOnly implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return context.getUniqueId().contains("test-template-invocation")
          ? ConditionEvaluationResult.disabled("only listed")
          : ConditionEvaluationResult.enabled("a container");
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({COPY, SPLICE})
  @InModes(value = SPLICE, isolation = Isolation.CONTAINER)
  @InModes(SPLICE_USER_PAGES)
  @ExtendWith(InvocationsOnly.class)
  static class RowsCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @InModes(value = SPLICE, isolation = Isolation.CONTAINER)
  static class SubclassCase extends RowsCase {}

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  @ExtendWith(InvocationsOnly.class)
  static class MethodCase {
    @FuseTest
    @InModes(COPY)
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @ExtendWith(InvocationsOnly.class)
  static class ProcessCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class OnceCase {
    @Test
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({COPY, SPLICE})
  @InModes(COPY)
  static class TwiceCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }
}
