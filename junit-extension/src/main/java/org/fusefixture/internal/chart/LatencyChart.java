package org.fusefixture.internal.chart;

import java.util.Arrays;
import java.util.Locale;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ModeNumbers;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Percentiles of the latencies in both modes, on the scale of a logarithm. */
final class LatencyChart {
  /** Drawn at equal distances, as each is the start of a rarer tail. */
  static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 100};

  private static final double MICRO = 1e3;

  private final ComparisonNumbers numbers;

  LatencyChart(ComparisonNumbers numbers) {
    this.numbers = numbers;
  }

  /** Whether there is something to draw. */
  boolean isKnown() {
    return numbers.baseline().latencies().count() > 0
        && numbers.candidate().latencies().count() > 0;
  }

  String draw() {
    XYChart chart = ChartStyle.chart("Latency of calls", "percentile", "microseconds");
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(PERCENTILES.length - 1.0);
    chart.getStyler().setYAxisLogarithmicDecadeOnly(true);
    chart.getStyler().setxAxisTickLabelsFormattingFunction(LatencyChart::percentileAt);
    double[] baseline = heights(numbers.baseline());
    double[] candidate = heights(numbers.candidate());
    add(chart, numbers.baseline(), baseline, Palette.BASELINE, SeriesMarkers.CIRCLE);
    add(chart, numbers.candidate(), candidate, Palette.CANDIDATE, SeriesMarkers.DIAMOND);
    // From power to power of ten: these are the ticks that have a name.
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
    return Arrays.stream(numbers.latencies(mode.mode(), PERCENTILES))
        .mapToDouble(nanos -> nanos / MICRO)
        .toArray();
  }

  static String name(double percentile) {
    return percentile == 100
        ? "max"
        : "p"
            + (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : percentile);
  }

  /** Ticks between the percentiles have no name. */
  private static String percentileAt(double at) {
    int index = (int) Math.rint(at);
    boolean named = Math.abs(at - index) < 1e-6 && index >= 0 && index < PERCENTILES.length;
    return named ? name(PERCENTILES[index]) : " ";
  }

  /** A logarithm has no place for 0. */
  private double[] heights(ModeNumbers mode) {
    return Arrays.stream(micros(numbers, mode))
        .map(micros -> Math.max(1 / MICRO, micros))
        .toArray();
  }

  private static void add(
      XYChart chart, ModeNumbers mode, double[] heights, Palette colour, Marker marker) {
    double[] across = new double[PERCENTILES.length];
    Arrays.setAll(across, i -> i);
    String name =
        String.format(Locale.ROOT, "%s (%,d calls)", mode.mode(), mode.latencies().count());
    ChartStyle.points(chart, name, across, heights, colour, marker, true);
  }
}
