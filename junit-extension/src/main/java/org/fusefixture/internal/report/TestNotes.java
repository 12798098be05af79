package org.fusefixture.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.internal.report.TestReport.Section;
import org.fusefixture.internal.report.TestReport.Verdict;
import org.fusefixture.trace.Trace;

/**
 * Collects what the report says about a test while the test runs. {@link #current()} finds the
 * notes on the thread of the test; the listener that writes the report takes them when the test has
 * ended.
 */
public final class TestNotes {
  private static final Map<String, TestNotes> OPEN = new ConcurrentHashMap<>();
  private static final ThreadLocal<TestNotes> CURRENT = new ThreadLocal<>();

  private final String mode;
  private final String isolation;
  private final String kernel;
  private final String filesystem;
  private final long seed;
  private final List<FileFinding> findings = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private String release = "";
  private String facts = "";
  private String detail = "";
  private Trace trace;

  private TestNotes(String mode, String isolation, String kernel, String filesystem, long seed) {
    this.mode = mode;
    this.isolation = isolation;
    this.kernel = kernel;
    this.filesystem = filesystem;
    this.seed = seed;
  }

  /**
   * Starts the notes of a test, on its thread.
   *
   * @param id unique among the tests of this JVM
   */
  public static TestNotes open(
      String id, String mode, String isolation, String kernel, String filesystem, long seed) {
    TestNotes notes = new TestNotes(mode, isolation, kernel, filesystem, seed);
    OPEN.put(id, notes);
    CURRENT.set(notes);
    return notes;
  }

  /** The notes of the test that this thread runs. */
  public static Optional<TestNotes> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Takes the notes of a test that has ended. */
  public static Optional<TestNotes> take(String id) {
    TestNotes notes = OPEN.remove(id);
    if (notes != null && CURRENT.get() == notes) {
      CURRENT.remove();
    }
    return Optional.ofNullable(notes);
  }

  /** Adds something to the report of the test. */
  public synchronized TestNotes add(Section section) {
    sections.add(section);
    return this;
  }

  /** Adds a file with wrong content. */
  public synchronized TestNotes add(FileFinding finding) {
    findings.add(finding);
    return this;
  }

  /** The release of the kernel. */
  public synchronized TestNotes release(String value) {
    release = value;
    return this;
  }

  /** Numbers of the session, in words. */
  public synchronized TestNotes facts(String value) {
    facts = value;
    return this;
  }

  /** The state of the mount of a test that failed. */
  public synchronized TestNotes failure(String diagnostics, Trace last) {
    detail = diagnostics;
    trace = last;
    return this;
  }

  /** The report of a test that has ended. */
  public synchronized TestReport report(
      TestIdentity test, Verdict verdict, long millis, String reason, String stack) {
    boolean failed = verdict == Verdict.FAILED;
    return new TestReport(
        test.id(),
        test.module(),
        test.testClass(),
        test.method(),
        mode,
        isolation,
        kernel,
        release,
        filesystem,
        seed,
        verdict,
        millis,
        reason,
        failed ? stack.contains(detail) ? stack : stack + "\n\n" + detail : "",
        facts,
        test.command(),
        failed && trace != null ? trace.events() : List.of(),
        failed ? findings : List.of(),
        sections);
  }
}
