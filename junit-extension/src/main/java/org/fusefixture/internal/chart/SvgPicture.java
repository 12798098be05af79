package org.fusefixture.internal.chart;

import com.samskivert.mustache.Escapers;
import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fusefixture.internal.chart.ChartStyle.Palette;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A chart as an {@code svg} element that can share a page with others: it refers to nothing, has no
 * ids, and takes its colours from the page. Text is drawn as shapes, so that the viewer needs no
 * font; the label says in words what the chart shows.
 */
final class SvgPicture {
  private static final Pattern START = Pattern.compile("<svg\\b[^>]*>");
  private static final Pattern DEFINITIONS = Pattern.compile("<defs>.*?</defs>", Pattern.DOTALL);
  private static final Pattern CLIP = Pattern.compile(" clip-path=\"[^\"]*\"");
  private static final Pattern BETWEEN = Pattern.compile(">\\s+<");
  private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
  private static final Pattern STRAY = Pattern.compile("rgb\\([^)]*\\)");

  private SvgPicture() {}

  /**
   * @param label what the picture shows, for screen readers
   */
  static String of(Chart<?, ?> chart, String label) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    Document document =
        new SVGProcessor()
            .getDocument(graphics.getCommands(), new PageSize(chart.getWidth(), chart.getHeight()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      document.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a chart into memory", e);
    }
    return adapt(
        bytes.toString(StandardCharsets.UTF_8), chart.getWidth(), chart.getHeight(), label);
  }

  private static String adapt(String svg, int width, int height, String label) {
    String body = svg.substring(START.matcher(svg).results().findFirst().orElseThrow().end());
    // Clipping at the plot's edge is not needed: axes are made to fit.
    body = DEFINITIONS.matcher(body).replaceAll("");
    body = CLIP.matcher(body).replaceAll("");
    body = BETWEEN.matcher(body).replaceAll("><").strip();
    body = FRACTION.matcher(body).replaceAll(SvgPicture::rounded);
    for (Palette colour : Palette.values()) {
      body = body.replace(colour.written(), colour.shown());
    }
    body = STRAY.matcher(body).replaceAll(Palette.INK.shown());
    return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
            .formatted(width, height, width, height, Escapers.HTML.escape(label))
        + body;
  }

  /** A hundredth of a pixel is enough, and a fifth of the bytes. */
  private static String rounded(MatchResult number) {
    BigDecimal value =
        new BigDecimal(number.group()).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return value.signum() == 0 ? "0" : value.toPlainString();
  }
}
