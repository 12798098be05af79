package org.fusefixture.internal.chart;

import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonOutcome;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Measure;
import org.fusefixture.internal.report.Section;

/** What the report says of a comparison: pictures, words and numbers. */
public final class ComparisonSection {
  private static final String NO_ROUND = "There is no picture: no round was measured.";

  private ComparisonSection() {}

  /**
   * Draws a comparison, whatever it came to. Where no picture can be drawn, as AWT needs a font and
   * finds none, the words say so.
   */
  public static Section of(ComparisonOutcome outcome) {
    return of(outcome, ComparisonSection::draw);
  }

  static Section of(ComparisonOutcome outcome, Function<ComparisonOutcome, String> artist) {
    ComparisonNumbers numbers = outcome.numbers();
    StringJoiner words = new StringJoiner("\n");
    for (Decision decision : outcome.decisions()) {
      words.add(
          decision.verdict().name().toLowerCase(java.util.Locale.ROOT) + ": " + decision.claim());
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
            "There is no picture: "
                + e
                + ". Drawing needs AWT and a font: install a JRE with AWT (headless is enough),"
                + " fontconfig and any font.");
      }
    }
    return new Section(
        "Speed of " + numbers.candidate().mode() + " against " + numbers.baseline().mode(),
        words.toString(),
        pictures,
        ComparisonValues.of(outcome));
  }

  private static String draw(ComparisonOutcome outcome) {
    StringBuilder pictures = new StringBuilder();
    pictures.append(new ThroughputChart(outcome.numbers()).draw());
    pictures.append(new RatioChart(outcome, Measure.THROUGHPUT).draw());
    if (outcome.numbers().ratio(Measure.CPU_PER_MEBIBYTE).isPresent()) {
      pictures.append(new RatioChart(outcome, Measure.CPU_PER_MEBIBYTE).draw());
    }
    LatencyChart latencies = new LatencyChart(outcome.numbers());
    if (latencies.isKnown()) {
      pictures.append(latencies.draw());
    }
    return pictures.toString();
  }
}
