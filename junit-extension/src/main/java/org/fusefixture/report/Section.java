package org.fusefixture.report;

import java.util.Objects;

/**
 * Something that a part of the fixture adds to the report of a test: receipts, a comparison.
 *
 * @param title one line
 * @param text as it is, or empty
 * @param svg a picture: an {@code svg} element made by the fixture itself, trusted; or empty
 */
public record Section(String title, String text, String svg) {
  public Section {
    Objects.requireNonNull(title, "title");
    text = text == null ? "" : text;
    svg = svg == null ? "" : svg;
  }
}
