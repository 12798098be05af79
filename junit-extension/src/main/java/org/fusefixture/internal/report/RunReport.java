package org.fusefixture.internal.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.internal.report.TestReport.Verdict;

/**
 * A run, or the part of it that one JVM saw.
 *
 * @param run identifies the run: the same in all its JVMs
 * @param finished time of its end, as an ISO 8601 instant
 * @param host operating system and Java of the test JVM
 * @param tests sorted by class, method, mode and sandbox
 */
public record RunReport(String run, String finished, String host, List<TestReport> tests) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final Comparator<TestReport> ORDER =
      Comparator.comparing(TestReport::module)
          .thenComparing(TestReport::testClass)
          .thenComparing(TestReport::method)
          .thenComparing(TestReport::mode)
          .thenComparing(TestReport::isolation)
          .thenComparing(TestReport::kernel)
          .thenComparing(TestReport::id);

  public RunReport {
    List<TestReport> sorted = new ArrayList<>(tests);
    sorted.sort(ORDER);
    tests = List.copyOf(sorted);
  }

  /** Merges the parts of one run; of a test that ran more than once, the last run counts. */
  static RunReport merge(List<RunReport> parts) {
    List<RunReport> byTime = new ArrayList<>(parts);
    byTime.sort(Comparator.comparing(RunReport::finished));
    RunReport last = byTime.get(byTime.size() - 1);
    Map<String, TestReport> tests = new LinkedHashMap<>();
    for (RunReport part : byTime) {
      part.tests().forEach(test -> tests.put(test.module() + '\n' + test.id(), test));
    }
    return new RunReport(last.run(), last.finished(), last.host(), new ArrayList<>(tests.values()));
  }

  long count(Verdict verdict) {
    return tests.stream().filter(test -> test.verdict() == verdict).count();
  }

  /** The report in JSON, for people as well. */
  String toJson() {
    return GSON.toJson(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws com.google.gson.JsonParseException if the text is not a report
   */
  static RunReport fromJson(String json) {
    return GSON.fromJson(json, RunReport.class);
  }
}
