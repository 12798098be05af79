package org.fusefixture.internal.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fusefixture.comparison.ComparisonOutcome;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Measure;
import org.fusefixture.statistics.BootstrapInterval;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The ratio that each block measured, that of all with its interval, and what was claimed. */
final class RatioChart {
  private final ComparisonOutcome outcome;
  private final Measure measure;
  private final List<Double> ratios;

  RatioChart(ComparisonOutcome outcome, Measure measure) {
    this.outcome = outcome;
    this.measure = measure;
    this.ratios = outcome.numbers().blockRatios(measure);
  }

  /** The picture; there must be a block. */
  String draw() {
    XYChart chart =
        ChartStyle.chart("Ratio of " + measure + ", by block", "block of four rounds", "ratio");
    chart.getStyler().setXAxisMin(0.5).setXAxisMax(ratios.size() + 0.5);
    double from = 0.5;
    double to = ratios.size() + 0.5;
    Optional<BootstrapInterval> interval = outcome.numbers().ratio(measure);
    interval.ifPresent(
        known -> {
          ChartStyle.band(chart, interval(known), from, to, known.low(), known.high());
          ChartStyle.level(chart, estimate(known), from, to, known.estimate(), Palette.INK, true);
        });
    for (Decision claim : claims()) {
      ChartStyle.level(chart, claim(claim), from, to, claim.ratio(), Palette.CLAIM, true);
    }
    ChartStyle.points(
        chart,
        "each block",
        IntStream.rangeClosed(1, ratios.size()).asDoubleStream().toArray(),
        ratios.stream().mapToDouble(Double::doubleValue).toArray(),
        Palette.CANDIDATE,
        SeriesMarkers.DIAMOND,
        false);
    return SvgPicture.of(chart, label(interval));
  }

  private String label(Optional<BootstrapInterval> interval) {
    String claims =
        claims().stream().map(claim -> "; " + claim(claim)).collect(Collectors.joining());
    return "Ratio of %s, %s to %s, of each of %d blocks. %s%s."
        .formatted(
            measure,
            outcome.numbers().candidate().mode(),
            outcome.numbers().baseline().mode(),
            ratios.size(),
            interval
                .map(known -> estimate(known) + ", " + interval(known))
                .orElse("too few for an interval"),
            claims);
  }

  /** The last word on each claim, once. */
  private List<Decision> claims() {
    return outcome.decisions().stream()
        .filter(decision -> decision.measure() == measure)
        .collect(
            Collectors.toMap(
                decision -> decision.bound() + " " + decision.ratio() + decision.confidence(),
                decision -> decision,
                (earlier, later) -> later,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static String estimate(BootstrapInterval interval) {
    return String.format(Locale.ROOT, "all blocks: %.3f", interval.estimate());
  }

  private static String interval(BootstrapInterval interval) {
    return String.format(
        Locale.ROOT, "95%% interval: %.3f to %.3f", interval.low(), interval.high());
  }

  private static String claim(Decision claim) {
    return String.format(
        Locale.ROOT,
        "claimed %s %.3f (confidence %s): %s",
        claim.bound(),
        claim.ratio(),
        claim.confidence(),
        claim.verdict().name().toLowerCase(Locale.ROOT));
  }
}
