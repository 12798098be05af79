package org.fusefixture.internal.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of charts: of a size at which a phone still shows text of at least 9 pixels. */
final class ChartStyle {
  static final int WIDTH = 480;
  private static final int HEIGHT = 340;
  private static final int TEXT = 14;
  private static final int MARKER = 7;
  private static final float[] DASHES = {7, 5};

  private ChartStyle() {}

  static XYChart chart(String title, String across, String up) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    XYStyler style = chart.getStyler();
    Color ink = Palette.INK.standIn();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT);
    style.setLocale(Locale.ROOT);
    style.setDecimalPattern("#,##0.##");
    style.setBaseFont(font);
    style.setChartTitleFont(font.deriveFont(Font.BOLD));
    style.setAxisTitleFont(font);
    style.setAxisTickLabelsFont(font);
    style.setLegendFont(font);
    style.setChartFontColor(ink);
    style.setAxisTickLabelsColor(ink);
    style.setXAxisTitleColor(ink);
    style.setYAxisTitleColor(ink);
    style.setChartBackgroundColor(Palette.PAGE.standIn());
    style.setPlotBackgroundColor(Palette.PANEL.standIn());
    style.setPlotGridLinesColor(Palette.LINE.standIn());
    style.setPlotBorderColor(Palette.LINE.standIn());
    style.setAxisTickMarksColor(ink);
    style.setLegendBackgroundColor(Palette.PAGE.standIn());
    style.setLegendBorderColor(Palette.PAGE.standIn());
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Vertical);
    style.setMarkerSize(MARKER);
    return chart;
  }

  /** Points, perhaps with a line through them. */
  static void points(
      XYChart chart,
      String name,
      double[] across,
      double[] up,
      Palette colour,
      Marker marker,
      boolean joined) {
    XYSeries series = chart.addSeries(name, across, up);
    series.setXYSeriesRenderStyle(joined ? XYSeriesRenderStyle.Line : XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(colour.standIn());
    series.setLineColor(colour.standIn());
    series.setLineStyle(new BasicStroke(2));
  }

  /** A level line from one side to the other. */
  static void level(
      XYChart chart,
      String name,
      double from,
      double to,
      double at,
      Palette colour,
      boolean named) {
    XYSeries series = chart.addSeries(name, new double[] {from, to}, new double[] {at, at});
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour.standIn());
    series.setLineStyle(
        named
            ? new BasicStroke(2)
            : new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, DASHES, 0));
    series.setShowInLegend(named);
  }

  /** The area between two levels. */
  static void band(XYChart chart, String name, double from, double to, double low, double high) {
    XYSeries series =
        chart.addSeries(
            name, new double[] {from, to, to, from}, new double[] {low, low, high, high});
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setMarker(SeriesMarkers.NONE);
    series.setFillColor(Palette.BAND.standIn());
    series.setLineColor(Palette.BAND.standIn());
  }

  /**
   * The colours of a chart. A chart is drawn once, in stand-in colours that nobody sees; {@link
   * SvgPicture} replaces them by variables of {@code report.css}, which differ in light and dark.
   */
  enum Palette {
    PAGE("page"),
    PANEL("panel"),
    INK("ink"),
    LINE("line"),
    BASELINE("baseline"),
    CANDIDATE("candidate"),
    CLAIM("claim"),
    BAND("band");

    private final String variable;

    Palette(String variable) {
      this.variable = variable;
    }

    /** The colour to draw in: all differ, and XChart uses none of them by itself. */
    Color standIn() {
      return new Color(1, ordinal() + 1, 2);
    }

    /** The stand-in as VectorGraphics2D writes it. */
    String written() {
      Color colour = standIn();
      return "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
    }

    /** What replaces it. */
    String shown() {
      return "var(--" + variable + ")";
    }
  }
}
