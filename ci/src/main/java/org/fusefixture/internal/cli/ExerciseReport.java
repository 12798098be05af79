package org.fusefixture.internal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fusefixture.internal.exercise.CheckResult;
import org.fusefixture.internal.exercise.CheckResult.Outcome;
import org.fusefixture.internal.report.ReportDirectory;
import org.fusefixture.internal.report.RunCollector;
import org.fusefixture.internal.report.TestReport;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;

/**
 * What an exercise found, as lines, as JSON, and as the report that tests have.
 *
 * @param filesystem what was mounted
 * @param program whether it is a program
 * @param mode in which payloads travelled
 * @param isolation of the sandbox
 * @param kernel HOST or PATCHED
 * @param seed of the exercise
 * @param command that runs the exercise again
 * @param results in the order in which they were found
 */
record ExerciseReport(
    String filesystem,
    boolean program,
    String mode,
    String isolation,
    String kernel,
    long seed,
    String command,
    List<CheckResult> results) {
  private static final int MOST_BREACHES = 3;
  private static final int MOST_LINES = 16;

  /** A line that says how a check ended, and what was found, indented. */
  static List<String> lines(CheckResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        name(result.outcome())
            + " "
            + result.check()
            + (result.reason().isEmpty() ? "" : ": " + result.reason().replace('\n', ' ')));
    Cause.likeliest(result.breaches().stream().map(Breach::cause).toList())
        .ifPresent(cause -> lines.add("    likeliest cause: " + cause.sentence()));
    result.breaches().stream()
        .limit(MOST_BREACHES)
        .forEach(
            breach ->
                (breach.kind() + ": " + breach.text())
                    .lines()
                    .limit(MOST_LINES)
                    .forEach(line -> lines.add("    " + line)));
    int rest = result.breaches().size() - MOST_BREACHES;
    if (rest > 0) {
      lines.add("    and " + rest + " more");
    }
    return lines;
  }

  /** What all checks together say. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    List<String> unseen = unseen();
    if (!unseen.isEmpty()) {
      lines.add("not looked at: " + String.join("; ", unseen));
    }
    lines.add(
        List.of(Outcome.values()).stream()
                .map(outcome -> count(outcome) + " " + name(outcome))
                .collect(Collectors.joining(", "))
            + "; seed "
            + seed);
    return lines;
  }

  long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** What no check, or not every check, could see. */
  private List<String> unseen() {
    List<String> unseen =
        new ArrayList<>(
            results.stream()
                .flatMap(result -> result.unjudged().stream())
                .distinct()
                .sorted()
                .toList());
    if (program) {
      unseen.add(
          "exceptions, and accesses to a payload after its reply: they happen in the program");
    }
    return unseen;
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("filesystem", filesystem);
    json.addProperty("mode", mode);
    json.addProperty("isolation", isolation);
    json.addProperty("kernel", kernel);
    json.addProperty("seed", seed);
    JsonObject counts = new JsonObject();
    for (Outcome outcome : Outcome.values()) {
      counts.addProperty(name(outcome), count(outcome));
    }
    json.add("counts", counts);
    json.add("notLookedAt", array(unseen()));
    JsonArray checks = new JsonArray();
    results.forEach(result -> checks.add(toJson(result)));
    json.add("checks", checks);
    return json;
  }

  private static JsonObject toJson(CheckResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("check", result.check());
    json.addProperty("outcome", name(result.outcome()));
    json.addProperty("reason", result.reason());
    json.addProperty("millis", result.millis());
    JsonArray breaches = new JsonArray();
    for (Breach breach : result.breaches()) {
      JsonObject one = new JsonObject();
      one.addProperty("kind", breach.kind().name());
      one.addProperty("cause", breach.cause().sentence());
      one.addProperty("text", breach.text());
      breaches.add(one);
    }
    json.add("breaches", breaches);
    json.add("notLookedAt", array(result.unjudged()));
    return json;
  }

  /** Writes the report and returns the path of its page. */
  Path write(Path directory) {
    RunCollector collector = new RunCollector();
    results.forEach(result -> collector.add(testReport(result)));
    ReportDirectory report = ReportDirectory.at(directory.toAbsolutePath());
    collector.write(report);
    return report.page();
  }

  private TestReport testReport(CheckResult result) {
    String text = String.join("\n", lines(result));
    return new TestReport(
        "exercise/" + results.indexOf(result),
        "",
        "exercise",
        result.check(),
        mode,
        isolation,
        kernel,
        "",
        filesystem,
        seed,
        switch (result.outcome()) {
          case PASSED -> TestReport.Verdict.PASSED;
          case FAILED -> TestReport.Verdict.FAILED;
          case NOT_APPLICABLE, NOT_RUN -> TestReport.Verdict.SKIPPED;
        },
        result.millis(),
        result.outcome() == Outcome.FAILED ? result.breaches().get(0).toString() : result.reason(),
        result.outcome() == Outcome.FAILED ? text : "",
        String.join("\n", result.unjudged()),
        command,
        List.of(),
        List.of(),
        List.of());
  }

  private static JsonArray array(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
