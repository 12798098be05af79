package org.fusefixture.internal.fault.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as {@code 10ms}: a whole number and one of the units ns, us, ms, s, min and h. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(ns|us|ms|s|min|h)");

  /** The largest first. */
  private enum Unit {
    h(3_600_000_000_000L),
    min(60_000_000_000L),
    s(1_000_000_000L),
    ms(1_000_000L),
    us(1_000L),
    ns(1L);

    final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }
  }

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if the text is not one
   * @throws ArithmeticException if it has more nanoseconds than a long
   */
  public static Duration read(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "invalid duration \""
              + text
              + "\": expected a number and a unit (ns, us, ms, s, min, h), for example 250ms");
    }
    long unit = Unit.valueOf(form.group(2)).nanos;
    return Duration.ofNanos(Math.multiplyExact(Scalars.parseLong(text, form.group(1)), unit));
  }

  /** Prints what {@link #read} reads, in the largest unit without a fraction. */
  public static String write(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    Unit largest = Unit.ns;
    for (Unit unit : Unit.values()) {
      if (nanos % unit.nanos == 0 && unit.nanos > largest.nanos) {
        largest = unit;
      }
    }
    return nanos / largest.nanos + largest.name();
  }
}
