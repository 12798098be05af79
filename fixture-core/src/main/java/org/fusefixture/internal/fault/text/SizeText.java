package org.fusefixture.internal.fault.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers, with a binary unit if wanted: {@code 4096} or {@code 4KiB}. */
final class SizeText {
  private static final Pattern FORM = Pattern.compile("(-?\\d+)\\s*(KiB|MiB|GiB)?");

  private SizeText() {}

  static Long read(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no whole number; sizes may have KiB, MiB or GiB behind");
    }
    long unit =
        switch (form.group(2) == null ? "" : form.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    try {
      return Math.multiplyExact(Long.parseLong(form.group(1)), unit);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is out of range", e);
    }
  }
}
