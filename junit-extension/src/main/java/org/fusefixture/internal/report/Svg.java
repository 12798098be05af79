package org.fusefixture.internal.report;

/** Writes the elements of a picture; text is escaped. */
final class Svg {
  private final StringBuilder elements = new StringBuilder();
  private final int width;
  private final int height;
  private final String label;

  /**
   * @param label what the picture shows, for readers of screens
   */
  Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    this.label = label;
  }

  Svg rectangle(double x, double y, double w, double h, String style, String hint) {
    elements.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\">%s</rect>"
            .formatted(number(x), number(y), number(w), number(h), style, title(hint)));
    return this;
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    elements.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>"
            .formatted(number(x1), number(y1), number(x2), number(y2), style));
    return this;
  }

  Svg diamond(double x, double y, double radius, String style, String hint) {
    elements.append(
        "<path d=\"M%s %sl%s %sl-%s %sl-%s -%sz\" class=\"%s\">%s</path>"
            .formatted(
                number(x),
                number(y - radius),
                number(radius),
                number(radius),
                number(radius),
                number(radius),
                number(radius),
                number(radius),
                style,
                title(hint)));
    return this;
  }

  Svg text(double x, double y, String style, String content) {
    elements.append(
        "<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>"
            .formatted(number(x), number(y), style, escape(content)));
    return this;
  }

  /** The element. */
  @Override
  public String toString() {
    return "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%s</svg>"
        .formatted(width, height, width, height, escape(label), elements);
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? 0xfffd : c);
              }
            });
    return escaped.toString();
  }

  private static String title(String hint) {
    return hint.isEmpty() ? "" : "<title>" + escape(hint) + "</title>";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
