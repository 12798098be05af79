package org.fusefixture.fault.trigger;

import java.time.Duration;
import java.util.Objects;

/**
 * A time window.
 *
 * @param from its start, counted from the moment when the rule was set
 * @param to its end
 */
public record Between(Duration from, Duration to) implements Condition {
  public Between {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (from.isNegative() || to.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "a time window goes from 0 or later to a later time, not from " + from + " to " + to);
    }
  }
}
