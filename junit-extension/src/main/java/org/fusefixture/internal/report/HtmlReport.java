package org.fusefixture.internal.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.internal.report.TestReport.Section;
import org.fusefixture.internal.report.TestReport.Verdict;
import org.fusefixture.trace.Trace;

/** Renders the report as one HTML file that loads nothing else. */
final class HtmlReport {
  private static final String TEMPLATE = "report.mustache";
  private static final String STYLE = "report.css";
  private static final int TRACE_LINES = 200;

  private HtmlReport() {}

  static String render(RunReport report) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("style", resource(STYLE));
    page.put("finished", report.finished());
    page.put("host", report.host());
    page.put("passed", report.count(Verdict.PASSED));
    page.put("failed", report.count(Verdict.FAILED));
    page.put("skipped", report.count(Verdict.SKIPPED));
    page.put("good", report.count(Verdict.FAILED) == 0);
    page.put("tests", tests(report));
    List<Map<String, Object>> failures = new ArrayList<>();
    for (TestReport test : report.tests()) {
      if (test.verdict() == Verdict.FAILED) {
        failures.add(failure(test, failures.size() + 1));
      }
    }
    page.put("failures", failures);
    page.put("hasFailures", !failures.isEmpty());
    List<Map<String, Object>> skips = skips(report);
    page.put("skips", skips);
    page.put("hasSkips", !skips.isEmpty());
    List<Map<String, Object>> notes = notes(report);
    page.put("notes", notes);
    page.put("hasNotes", !notes.isEmpty());
    return template().execute(page);
  }

  /** A row for each test, with a cell for each mode and sandbox. */
  private static List<Map<String, Object>> tests(RunReport report) {
    Map<String, List<TestReport>> rows = new LinkedHashMap<>();
    for (TestReport test : report.tests()) {
      rows.computeIfAbsent(name(test), name -> new ArrayList<>()).add(test);
    }
    List<Map<String, Object>> tests = new ArrayList<>();
    int failure = 0;
    for (Map.Entry<String, List<TestReport>> row : rows.entrySet()) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (TestReport test : row.getValue()) {
        Map<String, Object> cell = new LinkedHashMap<>();
        boolean failed = test.verdict() == Verdict.FAILED;
        cell.put("way", way(test));
        cell.put("verdict", test.verdict().name().toLowerCase(Locale.ROOT));
        cell.put("millis", test.millis());
        cell.put("link", failed ? "failure-" + ++failure : "");
        cell.put("hasLink", failed);
        cell.put("hint", test.facts().isEmpty() ? test.reason() : test.facts());
        cells.add(cell);
      }
      tests.add(Map.of("name", row.getKey(), "cells", cells));
    }
    return tests;
  }

  private static Map<String, Object> failure(TestReport test, int number) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("anchor", "failure-" + number);
    failure.put("name", name(test));
    failure.put("way", way(test));
    failure.put("filesystem", test.filesystem());
    failure.put("release", test.release().isEmpty() ? "no kernel was started" : test.release());
    failure.put("seed", test.seed());
    failure.put("command", test.command());
    failure.put("message", test.reason().strip());
    failure.put("detail", test.detail().strip());
    failure.put("facts", test.facts());
    failure.put("hasFacts", !test.facts().isEmpty());
    failure.put("hasTrace", !test.trace().isEmpty());
    failure.put("timeLine", TimeLine.layout(test.trace()));
    failure.put(
        "trace", new Trace(TransferMode.COPY, test.trace(), 0).last(TRACE_LINES).toString());
    failure.put("findings", test.findings().stream().map(HtmlReport::finding).toList());
    failure.put("sections", test.sections().stream().map(HtmlReport::section).toList());
    return failure;
  }

  private static Map<String, Object> finding(FileFinding finding) {
    List<Map<String, Object>> kinds = new ArrayList<>();
    finding
        .verdict()
        .wrong()
        .forEach(
            (kind, count) ->
                kinds.add(
                    Map.of(
                        "kind",
                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "count",
                        count,
                        "style",
                        SectorMap.style(kind))));
    return Map.of(
        "path",
        finding.path(),
        "how",
        finding.how(),
        "map",
        SectorMap.layout(finding),
        "kinds",
        kinds,
        "text",
        finding.verdict().toString());
  }

  private static Map<String, Object> section(Section section) {
    return Map.of(
        "title", section.title(),
        "text", section.text(),
        "hasText", !section.text().isEmpty(),
        "hasSvg", !section.svg().isEmpty(),
        "svg", section.svg());
  }

  /** Reasons, the most frequent first. */
  private static List<Map<String, Object>> skips(RunReport report) {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    for (TestReport test : report.tests()) {
      if (test.verdict() == Verdict.SKIPPED) {
        reasons
            .computeIfAbsent(test.reason(), reason -> new ArrayList<>())
            .add(name(test) + " " + way(test));
      }
    }
    return reasons.entrySet().stream()
        .sorted((a, b) -> b.getValue().size() - a.getValue().size())
        .map(
            entry ->
                Map.<String, Object>of(
                    "reason", entry.getKey(),
                    "count", entry.getValue().size(),
                    "tests", entry.getValue()))
        .toList();
  }

  /** Sections of tests that did not fail. */
  private static List<Map<String, Object>> notes(RunReport report) {
    List<Map<String, Object>> notes = new ArrayList<>();
    for (TestReport test : report.tests()) {
      if (test.verdict() != Verdict.FAILED && !test.sections().isEmpty()) {
        notes.add(
            Map.of(
                "name",
                name(test) + " " + way(test),
                "sections",
                test.sections().stream().map(HtmlReport::section).toList()));
      }
    }
    return notes;
  }

  private static String name(TestReport test) {
    String type = test.testClass().substring(test.testClass().lastIndexOf('.') + 1);
    return type.replace('$', '.') + (test.method().isEmpty() ? "" : "." + test.method());
  }

  private static String way(TestReport test) {
    return test.mode().isEmpty()
        ? ""
        : test.mode() + " · " + test.isolation() + " · " + test.kernel();
  }

  private static Template template() {
    return Mustache.compiler().escapeHTML(true).compile(resource(TEMPLATE));
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the class path lacks " + name + " of the report");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
