package org.fusefixture.internal.report;

import com.google.gson.JsonObject;
import java.util.Objects;

/**
 * Something that a part of the fixture adds to the report of a test: receipts, a comparison.
 *
 * @param title one line
 * @param text as it is, or empty
 * @param svg pictures: {@code svg} elements made by the fixture itself, trusted; or empty
 * @param values the same for programs, in {@code report.json} only; or an empty object
 */
public record Section(String title, String text, String svg, JsonObject values) {
  public Section {
    Objects.requireNonNull(title, "title");
    text = text == null ? "" : text;
    svg = svg == null ? "" : svg;
    values = values == null ? new JsonObject() : values;
  }

  /** Without values. */
  public Section(String title, String text, String svg) {
    this(title, text, svg, null);
  }
}
