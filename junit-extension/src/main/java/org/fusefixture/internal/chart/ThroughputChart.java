package org.fusefixture.internal.chart;

import java.util.Locale;
import java.util.stream.IntStream;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.ModeNumbers;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The throughput of each round, in the order of time, and the medians. */
final class ThroughputChart {
  private final ComparisonNumbers numbers;

  ThroughputChart(ComparisonNumbers numbers) {
    this.numbers = numbers;
  }

  /** The picture; there must be a round. */
  String draw() {
    XYChart chart = ChartStyle.chart("Throughput of each round", "round", "MiB/s");
    chart.getStyler().setYAxisMin(0.0); // lengths may be compared
    add(chart, numbers.baseline(), Palette.BASELINE, SeriesMarkers.CIRCLE);
    add(chart, numbers.candidate(), Palette.CANDIDATE, SeriesMarkers.DIAMOND);
    return SvgPicture.of(
        chart,
        "Throughput of each of %d rounds. %s; %s."
            .formatted(
                numbers.rounds().size(), name(numbers.baseline()), name(numbers.candidate())));
  }

  private void add(XYChart chart, ModeNumbers mode, Palette colour, Marker marker) {
    int[] mine =
        IntStream.range(0, numbers.rounds().size())
            .filter(round -> numbers.rounds().get(round).mode() == mode.mode())
            .toArray();
    ChartStyle.points(
        chart,
        name(mode),
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

  private static String name(ModeNumbers mode) {
    return String.format(Locale.ROOT, "%s, median %,.0f MiB/s", mode.mode(), mode.throughput());
  }
}
