package org.fusefixture.internal.chart;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ComparisonNumbers.ModeNumbers;
import org.fusefixture.comparison.Decision;
import org.fusefixture.comparison.Interval;
import org.fusefixture.comparison.Measure;
import org.fusefixture.internal.chart.ChartStyle.Palette;
import org.fusefixture.internal.comparison.Block;
import org.fusefixture.internal.comparison.ComparisonOutcome;
import org.fusefixture.internal.comparison.LatencyHistogram;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of a comparison: throughput by round, ratios by block, and latencies. */
final class ComparisonCharts {
  /** Drawn at equal distances, since each is the start of a rarer tail. */
  static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 100};

  private static final double MICRO = 1e3;

  private final ComparisonOutcome outcome;
  private final ComparisonNumbers numbers;

  /**
   * @param outcome with at least one round
   */
  ComparisonCharts(ComparisonOutcome outcome) {
    this.outcome = outcome;
    this.numbers = outcome.numbers();
  }

  /** All charts that the numbers allow, as {@code svg} elements. */
  String draw() {
    StringBuilder pictures = new StringBuilder();
    pictures.append(throughput()).append(ratio(Measure.THROUGHPUT));
    if (numbers.ratio(Measure.CPU_PER_MEBIBYTE).isPresent()) {
      pictures.append(ratio(Measure.CPU_PER_MEBIBYTE));
    }
    if (numbers.baseline().latencies().count() > 0 && numbers.candidate().latencies().count() > 0) {
      pictures.append(latency());
    }
    return pictures.toString();
  }

  /** The throughput of each round, in order of time, and the medians. */
  private String throughput() {
    XYChart chart = ChartStyle.chart("Throughput of each round", "round", "MiB/s");
    chart.getStyler().setYAxisMin(0.0); // so that heights can be compared
    addThroughput(chart, numbers.baseline(), Palette.BASELINE, SeriesMarkers.CIRCLE);
    addThroughput(chart, numbers.candidate(), Palette.CANDIDATE, SeriesMarkers.DIAMOND);
    return SvgPicture.of(
        chart,
        "Throughput of each of %d rounds. %s; %s."
            .formatted(
                numbers.rounds().size(),
                throughputName(numbers.baseline()),
                throughputName(numbers.candidate())));
  }

  private void addThroughput(XYChart chart, ModeNumbers mode, Palette colour, Marker marker) {
    int[] mine =
        IntStream.range(0, numbers.rounds().size())
            .filter(round -> numbers.rounds().get(round).mode() == mode.mode())
            .toArray();
    ChartStyle.points(
        chart,
        throughputName(mode),
        IntStream.of(mine).mapToDouble(round -> round + 1).toArray(),
        IntStream.of(mine).mapToDouble(round -> numbers.rounds().get(round).throughput()).toArray(),
        colour,
        marker,
        false);
    ChartStyle.level(
        chart,
        "median of " + mode.mode(),
        1,
        numbers.rounds().size(),
        mode.throughput(),
        colour,
        false);
  }

  private static String throughputName(ModeNumbers mode) {
    return String.format(Locale.ROOT, "%s, median %,.0f MiB/s", mode.mode(), mode.throughput());
  }

  /** The ratio of each block, the overall ratio with its interval, and the claims. */
  private String ratio(Measure measure) {
    List<Double> ratios = Block.ratios(numbers, measure);
    double from = 0.5;
    double to = ratios.size() + 0.5;
    XYChart chart =
        ChartStyle.chart("Ratio of " + measure + ", by block", "block of four rounds", "ratio");
    chart.getStyler().setXAxisMin(from).setXAxisMax(to);
    Optional<Interval> interval = numbers.ratio(measure);
    interval.ifPresent(
        known -> {
          ChartStyle.band(chart, interval(known), from, to, known.low(), known.high());
          ChartStyle.level(chart, estimate(known), from, to, known.estimate(), Palette.INK, true);
        });
    List<Decision> claims = claims(measure);
    for (Decision claim : claims) {
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
    return SvgPicture.of(
        chart,
        "Ratio of %s, %s to %s, of each of %d blocks. %s%s."
            .formatted(
                measure,
                numbers.candidate().mode(),
                numbers.baseline().mode(),
                ratios.size(),
                interval
                    .map(known -> estimate(known) + ", " + interval(known))
                    .orElse("too few for an interval"),
                claims.stream().map(claim -> "; " + claim(claim)).collect(Collectors.joining())));
  }

  /** The latest decision on each claim. */
  private List<Decision> claims(Measure measure) {
    return outcome.decisions().stream()
        .filter(decision -> decision.measure() == measure)
        .collect(
            Collectors.toMap(
                decision -> decision.bound() + " " + decision.ratio() + decision.confidence(),
                decision -> decision,
                (earlier, later) -> later,
                LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static String estimate(Interval interval) {
    return String.format(Locale.ROOT, "all blocks: %.3f", interval.estimate());
  }

  private static String interval(Interval interval) {
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
        claim.verdict());
  }

  /** Percentiles of the latencies in both modes, on a logarithmic scale. */
  private String latency() {
    XYChart chart = ChartStyle.chart("Latency of calls", "percentile", "microseconds");
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(PERCENTILES.length - 1.0);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(true);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(ComparisonCharts::percentileAt);
    double[] baseline = heights(numbers.baseline());
    double[] candidate = heights(numbers.candidate());
    addLatency(chart, numbers.baseline(), baseline, Palette.BASELINE, SeriesMarkers.CIRCLE);
    addLatency(chart, numbers.candidate(), candidate, Palette.CANDIDATE, SeriesMarkers.DIAMOND);
    // From one power of ten to another: only these ticks have labels.
    double least = Math.min(baseline[0], candidate[0]);
    double most = Math.max(baseline[baseline.length - 1], candidate[candidate.length - 1]);
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
    chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(most))));
    return SvgPicture.of(
        chart,
        "Latency of calls. %s: %s; %s: %s."
            .formatted(
                numbers.baseline().mode(),
                numbers.baseline().latencies(),
                numbers.candidate().mode(),
                numbers.candidate().latencies()));
  }

  /** In microseconds, at {@link #PERCENTILES}. */
  static double[] micros(ComparisonNumbers numbers, ModeNumbers mode) {
    return Arrays.stream(LatencyHistogram.percentiles(numbers, mode.mode(), PERCENTILES))
        .mapToDouble(nanos -> nanos / MICRO)
        .toArray();
  }

  static String name(double percentile) {
    return percentile == 100
        ? "max"
        : "p"
            + (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : percentile);
  }

  /** Ticks between the percentiles have no label. */
  private static String percentileAt(double at) {
    int index = (int) Math.rint(at);
    boolean named = Math.abs(at - index) < 1e-6 && index >= 0 && index < PERCENTILES.length;
    return named ? name(PERCENTILES[index]) : " ";
  }

  /** A logarithmic scale has no place for 0. */
  private double[] heights(ModeNumbers mode) {
    return Arrays.stream(micros(numbers, mode))
        .map(micros -> Math.max(1 / MICRO, micros))
        .toArray();
  }

  private static void addLatency(
      XYChart chart, ModeNumbers mode, double[] heights, Palette colour, Marker marker) {
    double[] across = new double[PERCENTILES.length];
    Arrays.setAll(across, i -> i);
    String name =
        String.format(Locale.ROOT, "%s (%,d calls)", mode.mode(), mode.latencies().count());
    ChartStyle.points(chart, name, across, heights, colour, marker, true);
  }
}
