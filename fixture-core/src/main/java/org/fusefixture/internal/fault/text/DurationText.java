package org.fusefixture.internal.fault.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as {@code 10ms}: a whole number and a unit out of ns, us, ms, s, min and h. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(ns|us|ms|s|min|h)");

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

  public static Duration read(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no time; write a whole number and a unit, for example 10ms or 2s");
    }
    return Duration.ofNanos(
        Math.multiplyExact(Long.parseLong(form.group(1)), Unit.valueOf(form.group(2)).nanos));
  }

  public static String write(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    for (Unit unit : Unit.values()) {
      if (nanos % unit.nanos == 0) {
        return nanos / unit.nanos + unit.name();
      }
    }
    throw new AssertionError(duration);
  }
}
