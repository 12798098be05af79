package org.fusefixture.sample.memory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as options give them: {@code 65536}, {@code 64k}, {@code 512m}, {@code 2g}. */
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})([kmg]?)");

  private ByteSize() {}

  static long parse(String option, String text) {
    Matcher matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          option
              + " (\""
              + text
              + "\") must be a number of bytes, with k, m or g after it at will");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }
}
