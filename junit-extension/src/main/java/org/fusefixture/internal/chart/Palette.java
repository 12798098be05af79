package org.fusefixture.internal.chart;

import java.awt.Color;

/**
 * The colours of a chart. It is drawn once and looked at by day and by night, so that it is drawn
 * in stand-ins, which nobody sees, and {@link SvgPicture} puts the variables of {@code report.css}
 * in their place.
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

  /** What the chart is drawn in: no two alike, and none that XChart uses by itself. */
  Color standIn() {
    return new Color(1, ordinal() + 1, 2);
  }

  /** The stand-in as it is written into the picture. */
  String written() {
    Color colour = standIn();
    return "rgb(" + colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue() + ")";
  }

  /** What is to be written. */
  String shown() {
    return "var(--" + variable + ")";
  }
}
