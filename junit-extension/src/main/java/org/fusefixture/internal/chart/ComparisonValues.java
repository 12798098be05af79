package org.fusefixture.internal.chart;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonOutcome;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Measure;
import org.fusefixture.comparison.ModeNumbers;
import org.fusefixture.comparison.Round;

/** What a comparison came to, for programs that read the report's JSON. */
final class ComparisonValues {
  private ComparisonValues() {}

  static JsonObject of(ComparisonOutcome outcome) {
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
      double[] micros = LatencyChart.micros(numbers, mode);
      for (int i = 0; i < micros.length; i++) {
        latencies.addProperty(LatencyChart.name(LatencyChart.PERCENTILES[i]), micros[i]);
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
              numbers.blockRatios(measure).forEach(blocks::add);
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
    values.addProperty("verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
    values.addProperty("looks", decision.outcome().looks());
    values.addProperty("blocks", decision.outcome().size());
    values.addProperty("pShown", decision.outcome().pShown());
    values.addProperty("pRefuted", decision.outcome().pRefuted());
    values.addProperty("errorPerLook", decision.outcome().errorPerLook());
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
