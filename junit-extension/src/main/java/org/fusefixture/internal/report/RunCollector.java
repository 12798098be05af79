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

  /** Adds the report of a test that has ended. */
  public synchronized void add(TestReport test) {
    tests.add(test);
  }

  /** Writes the report, unless there was no test on a mount or the report is off. */
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

  /** Which run this JVM belongs to. */
  static final class RunIdentity {
    private RunIdentity() {}

    /**
     * The same in all JVMs that one build forks: process and start of the farthest ancestor that is
     * a Java program; that is this JVM itself where nothing forked it.
     */
    static String current() {
      ProcessHandle root = ProcessHandle.current();
      Optional<ProcessHandle> ancestor = root.parent();
      while (ancestor.isPresent()) {
        if (isJava(ancestor.get())) {
          root = ancestor.get();
        }
        ancestor = ancestor.get().parent();
      }
      return root.pid() + "-" + root.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
    }

    private static boolean isJava(ProcessHandle process) {
      return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
    }
  }
}
