package org.fusefixture.internal.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects the tests of one test plan of this JVM. */
public final class RunCollector {
  private static final AtomicInteger PLANS = new AtomicInteger();

  private final List<TestReport> tests = new ArrayList<>();

  /** A test has ended. */
  public synchronized void add(TestReport test) {
    tests.add(test);
  }

  /** Writes the report; nothing if there was no test on a mount, or if the report is off. */
  public synchronized Optional<ReportDirectory> write() {
    Optional<ReportDirectory> directory = ReportDirectory.configured();
    if (tests.isEmpty() || directory.isEmpty()) {
      return Optional.empty();
    }
    write(directory.get());
    return directory;
  }

  /** Writes the report to a folder. */
  public synchronized void write(ReportDirectory directory) {
    RunReport part =
        new RunReport(
            RunIdentity.current(),
            Instant.now().toString(),
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch")
                + ", Java "
                + System.getProperty("java.version"),
            tests);
    directory.add(ProcessHandle.current().pid() + "-" + PLANS.incrementAndGet(), part);
  }
}
