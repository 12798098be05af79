package org.fusefixture.assertion;

/**
 * How often something is expected.
 *
 * @param least inclusive
 * @param most inclusive
 */
public record Times(long least, long most) {
  public Times {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException("from " + least + " to " + most + " times cannot be");
    }
  }

  /** Exactly so often. */
  public static Times times(long count) {
    return new Times(count, count);
  }

  /** Exactly once. */
  public static Times once() {
    return times(1);
  }

  /** Not at all. */
  public static Times never() {
    return times(0);
  }

  /** So often or more often. */
  public static Times atLeast(long count) {
    return new Times(count, Long.MAX_VALUE);
  }

  /** So often or less often. */
  public static Times atMost(long count) {
    return new Times(0, count);
  }

  boolean includes(long count) {
    return count >= least && count <= most;
  }

  @Override
  public String toString() {
    if (least == most) {
      return least == 0 ? "never" : least + (least == 1 ? " time" : " times");
    }
    return most == Long.MAX_VALUE
        ? "at least " + least + " times"
        : "from " + least + " to " + most + " times";
  }
}
