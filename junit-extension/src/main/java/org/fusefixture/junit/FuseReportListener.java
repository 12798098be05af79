package org.fusefixture.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.internal.report.ReportDirectory;
import org.fusefixture.internal.report.RunCollector;
import org.fusefixture.internal.report.TestIdentity;
import org.fusefixture.internal.report.TestNotes;
import org.fusefixture.internal.report.TestReport.Verdict;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the report of the tests on mounts at the end of each test plan. Found by the launcher as a
 * service; says nothing where no test had a mount.
 */
public final class FuseReportListener implements TestExecutionListener {
  private final Map<String, Long> starts = new ConcurrentHashMap<>();
  private RunCollector collector = new RunCollector();

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    collector = new RunCollector();
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    starts.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Long start = starts.remove(test.getUniqueId());
    Optional<TestNotes> notes = TestNotes.take(test.getUniqueId());
    if (notes.isEmpty()) {
      return;
    }
    long millis = start == null ? 0 : Duration.ofNanos(System.nanoTime() - start).toMillis();
    collector.add(
        notes
            .get()
            .report(
                identity(test),
                verdict(result.getStatus()),
                millis,
                result.getThrowable().map(FuseReportListener::message).orElse(""),
                result.getThrowable().map(FuseReportListener::stack).orElse("")));
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    collector
        .write()
        .map(ReportDirectory::page)
        .ifPresent(
            page ->
                System.getLogger(FuseReportListener.class.getName())
                    .log(System.Logger.Level.INFO, "report: {0}", page));
  }

  private static TestIdentity identity(TestIdentifier test) {
    Optional<MethodSource> source =
        test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    return TestIdentity.of(
        test.getUniqueId(),
        source.map(MethodSource::getClassName).orElse(test.getDisplayName()),
        source.map(MethodSource::getMethodName).orElse(""));
  }

  private static Verdict verdict(Status status) {
    return switch (status) {
      case SUCCESSFUL -> Verdict.PASSED;
      case ABORTED -> Verdict.SKIPPED;
      case FAILED -> Verdict.FAILED;
    };
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }

  private static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
