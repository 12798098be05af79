package org.fusefixture.internal.fault.text;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Single values as text and back: strings, numbers, sizes such as {@code 4KiB}, durations such as
 * {@code 10ms}, constants of enums.
 */
final class Scalars {
  private static final Pattern SIZE = Pattern.compile("(-?\\d+)\\s*(KiB|MiB|GiB)?");

  private Scalars() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not one of this type
   */
  static Object read(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return DurationText.read(text);
    }
    if (type == boolean.class || type == Boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw new IllegalArgumentException(
                "invalid value \"" + text + "\": expected true or false");
      };
    }
    if (type == double.class || type == Double.class) {
      return fraction(text);
    }
    if (type == long.class || type == Long.class) {
      return wholeNumber(text);
    }
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(wholeNumber(text));
    }
    return constant(text, type);
  }

  /** Prints what {@link #read} reads. */
  static String write(Object value) {
    if (value instanceof Duration duration) {
      return DurationText.write(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value instanceof String text ? quote(text) : String.valueOf(value);
  }

  /** What a field that is left out stands for; null for a reference that may be null. */
  static Object absent(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == double.class) {
      return 0.0;
    }
    if (type == boolean.class) {
      return false;
    }
    return type == Duration.class ? Duration.ZERO : null;
  }

  /** Plain if that is safe, otherwise as in JSON. */
  static String quote(String text) {
    if (text.matches("[A-Za-z0-9_./$][A-Za-z0-9_./$-]*")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            code -> {
              if (code == '"' || code == '\\') {
                quoted.append('\\').appendCodePoint(code);
              } else if (code >= ' ' && code < 0x7f) {
                quoted.appendCodePoint(code);
              } else {
                quoted.append(String.format(code > 0xffff ? "\\U%08x" : "\\u%04x", code));
              }
            });
    return quoted.append('"').toString();
  }

  private static long wholeNumber(String text) {
    Matcher form = SIZE.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "invalid number \""
              + text
              + "\": expected a whole number, for sizes also with KiB, MiB or GiB, as in 4KiB");
    }
    long unit =
        switch (form.group(2) == null ? "" : form.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    return Math.multiplyExact(parseLong(text, form.group(1)), unit);
  }

  /** A number of digits that its pattern has matched. */
  static long parseLong(String text, String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is out of range", e);
    }
  }

  private static double fraction(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "invalid number \"" + text + "\": expected a number, for example 0.5", e);
    }
  }

  private static Object constant(String text, Class<?> type) {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(constants).map(known -> ((Enum<?>) known).name()).toList();
    throw new IllegalArgumentException(
        "unknown " + Keywords.words(type) + " \"" + text + "\"" + Keywords.suggest(text, names));
  }
}
