package org.fusefixture.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fusefixture.comparison.Decision;
import org.fusefixture.internal.chart.ComparisonSection;
import org.fusefixture.internal.chart.SampleComparison;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.internal.report.TestReport.Section;
import org.fusefixture.internal.report.TestReport.Verdict;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.stamp.WrongSector;
import org.fusefixture.trace.TraceEvent;

/** A run with every outcome, and with text that would break a page that does not escape it. */
final class SampleRun {
  static final String HOSTILE = "<script>document.title='broken'</script>&\"'";
  private static final String LONG = "x".repeat(400);

  private SampleRun() {}

  static RunReport report() {
    List<TestReport> tests = new ArrayList<>();
    for (String mode : List.of("COPY", "SPLICE", "SPLICE_USER_PAGES")) {
      tests.add(test("passes", mode, Verdict.PASSED, "", List.of(), List.of()));
    }
    tests.add(
        test(
            "skipped",
            "SPLICE_USER_PAGES",
            Verdict.SKIPPED,
            "no patched kernel: " + HOSTILE,
            List.of(),
            List.of()));
    tests.add(
        test("fails", "SPLICE", Verdict.FAILED, "wrong " + HOSTILE + LONG, trace(), findings()));
    return new RunReport("1-2", "2026-11-23T02:00:00Z", "Linux 6.18 amd64, Java 17", tests);
  }

  static List<TraceEvent> trace() {
    List<TraceEvent> events = new ArrayList<>();
    events.add(event(1_000, TraceEvent.Source.CLIENT, TraceEvent.Kind.PAGES, "stamp", 0, "", 50));
    events.add(
        event(2_000, TraceEvent.Source.CLIENT, TraceEvent.Kind.CALL, "pwrite", 0, "4096", 900));
    events.add(
        event(2_100, TraceEvent.Source.SERVER, TraceEvent.Kind.REQUEST, "WRITE", 14, "", -1));
    events.add(
        event(2_600, TraceEvent.Source.SERVER, TraceEvent.Kind.REPLY, "WRITE", 14, "4096", 500));
    events.add(event(3_000, TraceEvent.Source.CLIENT, TraceEvent.Kind.PAGES, "stamp", 0, "", 60));
    events.add(
        event(3_500, TraceEvent.Source.SERVER, TraceEvent.Kind.LATE_ACCESS, "WRITE", 14, "", -1));
    events.add(
        event(4_000, TraceEvent.Source.SERVER, TraceEvent.Kind.REQUEST, "LOOKUP", 16, "", -1));
    events.add(
        event(
            4_100, TraceEvent.Source.SERVER, TraceEvent.Kind.REPLY, "LOOKUP", 16, "-ENOENT", 100));
    events.add(
        event(5_000, TraceEvent.Source.SERVER, TraceEvent.Kind.REQUEST, "FSYNC", 18, "", -1));
    return events;
  }

  private static TraceEvent event(
      long nanos,
      TraceEvent.Source source,
      TraceEvent.Kind kind,
      String name,
      long unique,
      String result,
      long duration) {
    return new TraceEvent(
        nanos,
        source,
        kind,
        TraceEvent.Phase.RECEIVED,
        source == TraceEvent.Source.SERVER ? "fuse-52-0" : "agent-1",
        name,
        unique,
        unique == 0 ? 0 : 2,
        0,
        4096,
        HOSTILE,
        result,
        duration);
  }

  private static List<FileFinding> findings() {
    Stamp expected = new Stamp(1, 2, 1);
    Stamp found = new Stamp(1, 2, 2);
    List<WrongSector> wrong =
        List.of(
            new WrongSector(512, 512, WrongSector.Kind.LATER_GENERATION, found, 512, HOSTILE),
            new WrongSector(2048, 512, WrongSector.Kind.ZEROED, null, -1, "only zeros"));
    StampVerdict verdict =
        new StampVerdict(
            expected,
            0,
            4096,
            8,
            Map.of(WrongSector.Kind.LATER_GENERATION, 1L, WrongSector.Kind.ZEROED, 1L),
            wrong);
    return List.of(new FileFinding("notes" + HOSTILE, "with O_DIRECT", verdict));
  }

  private static TestReport test(
      String method,
      String mode,
      Verdict verdict,
      String reason,
      List<TraceEvent> trace,
      List<FileFinding> findings) {
    return new TestReport(
        method + mode,
        "sample-fs",
        "org.example.notes.NotesFileSystemTest",
        "a_test_with_a_rather_long_name_as_they_are_usual_here_that_" + method,
        mode,
        "PROCESS",
        "HOST",
        "process sandbox, kernel 6.18",
        "org.example.notes.NotesFileSystem",
        42,
        verdict,
        123,
        reason,
        verdict == Verdict.FAILED ? "java.lang.AssertionError: " + HOSTILE + LONG : "",
        "writes: 1 in pipes",
        "mvn verify -Dit.test='NotesFileSystemTest#" + method + "'",
        trace,
        findings,
        sections(verdict));
  }

  /** Comparisons of tests that fail, pass and are aborted, two of them in one. */
  private static List<Section> sections(Verdict verdict) {
    Section receipts = new Section("receipts", "rule " + HOSTILE, "");
    return switch (verdict) {
      case PASSED -> List.of(receipts);
      case SKIPPED -> List.of(comparison(Decision.Verdict.UNDECIDED));
      case FAILED ->
          List.of(
              receipts, comparison(Decision.Verdict.REFUTED), comparison(Decision.Verdict.SHOWN));
    };
  }

  private static Section comparison(Decision.Verdict verdict) {
    return ComparisonSection.of(SampleComparison.decided(verdict));
  }
}
