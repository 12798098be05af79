package org.fusefixture.internal.chart;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.ModeNumbers;
import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Measure;
import org.fusefixture.internal.comparison.Block;
import org.fusefixture.internal.comparison.ComparisonOutcome;
import org.fusefixture.internal.report.TestReport.Section;

/** What the report shows of a comparison: pictures, text, and numbers for programs. */
public final class ComparisonSection {
  private static final String NO_ROUND = "No picture: no round was measured.";

  private ComparisonSection() {}

  /**
   * Draws a comparison, decided or not. Where drawing is impossible, for example because AWT finds
   * no font, the text says so.
   */
  public static Section of(ComparisonOutcome outcome) {
    return of(outcome, all -> new ComparisonCharts(all).draw());
  }

  static Section of(ComparisonOutcome outcome, Function<ComparisonOutcome, String> artist) {
    ComparisonNumbers numbers = outcome.numbers();
    StringJoiner words = new StringJoiner("\n");
    for (Decision decision : outcome.decisions()) {
      words.add(decision.verdict() + ": " + decision.claim());
      words.add("  " + decision.how());
    }
    for (Map.Entry<String, String> entry : numbers.entries().entrySet()) {
      words.add(entry.getKey() + ": " + entry.getValue());
    }
    String pictures = "";
    if (numbers.rounds().isEmpty()) {
      words.add(NO_ROUND);
    } else {
      try {
        pictures = artist.apply(outcome);
      } catch (RuntimeException | LinkageError | InternalError e) { // AWT without its libraries
        words.add(
            "No picture: "
                + e
                + ". Drawing needs AWT and a font: install a JRE with AWT (headless is enough),"
                + " fontconfig and any font.");
      }
    }
    return new Section(
        "Speed of " + numbers.candidate().mode() + " against " + numbers.baseline().mode(),
        words.toString(),
        pictures,
        values(outcome));
  }

  /** The same for programs that read the JSON of the report. */
  private static JsonObject values(ComparisonOutcome outcome) {
    ComparisonNumbers numbers = outcome.numbers();
    JsonObject all = new JsonObject();
    all.addProperty("setting", numbers.setting());
    all.add("baseline", mode(numbers, numbers.baseline()));
    all.add("candidate", mode(numbers, numbers.candidate()));
    all.add("throughputRatio", ratio(numbers, Measure.THROUGHPUT));
    all.add("cpuPerMebibyteRatio", ratio(numbers, Measure.CPU_PER_MEBIBYTE));
    JsonArray claims = new JsonArray();
    outcome.decisions().forEach(decision -> claims.add(claim(decision)));
    all.add("claims", claims);
    JsonArray orders = new JsonArray();
    numbers.blocks().forEach(orders::add);
    all.add("blocks", orders);
    JsonArray rounds = new JsonArray();
    numbers.rounds().forEach(round -> rounds.add(round(round)));
    all.add("rounds", rounds);
    return all;
  }

  private static JsonObject mode(ComparisonNumbers numbers, ModeNumbers mode) {
    JsonObject values = new JsonObject();
    values.addProperty("mode", mode.mode().name());
    values.addProperty("rounds", mode.rounds());
    JsonObject latencies = new JsonObject();
    latencies.addProperty("calls", mode.latencies().count());
    if (mode.rounds() > 0) {
      values.addProperty("medianMebibytesPerSecond", mode.throughput());
      values.addProperty("medianCpuMicrosPerMebibyte", mode.cpuPerMebibyte());
      double[] micros = ComparisonCharts.micros(numbers, mode);
      for (int i = 0; i < micros.length; i++) {
        latencies.addProperty(ComparisonCharts.name(ComparisonCharts.PERCENTILES[i]), micros[i]);
      }
    }
    values.add("latencyMicros", latencies);
    return values;
  }

  /** Without an interval where the ratio is unknown. */
  private static JsonObject ratio(ComparisonNumbers numbers, Measure measure) {
    JsonObject values = new JsonObject();
    numbers
        .ratio(measure)
        .ifPresent(
            known -> {
              values.addProperty("estimate", known.estimate());
              values.addProperty("low", known.low());
              values.addProperty("high", known.high());
              JsonArray blocks = new JsonArray();
              Block.ratios(numbers, measure).forEach(blocks::add);
              values.add("ofEachBlock", blocks);
            });
    return values;
  }

  private static JsonObject claim(Decision decision) {
    JsonObject values = new JsonObject();
    values.addProperty("measure", decision.measure().name());
    values.addProperty("bound", decision.bound().name());
    values.addProperty("ratio", decision.ratio());
    values.addProperty("confidence", decision.confidence());
    values.addProperty("verdict", decision.verdict().toString());
    values.addProperty("looks", decision.evidence().looks());
    values.addProperty("blocks", decision.evidence().size());
    values.addProperty("pShown", decision.evidence().pShown());
    values.addProperty("pRefuted", decision.evidence().pRefuted());
    values.addProperty("errorPerLook", decision.evidence().errorPerLook());
    return values;
  }

  private static JsonObject round(Round round) {
    JsonObject values = new JsonObject();
    values.addProperty("mode", round.mode().name());
    values.addProperty("operations", round.report().operations());
    values.addProperty("bytes", round.report().bytes());
    values.addProperty("nanos", round.report().nanos());
    values.addProperty("cpuNanos", round.cpuNanos());
    return values;
  }
}
