package org.fusefixture.assertion;

/**
 * How often something is expected.
 *
 * @param least inclusive
 * @param most inclusive
 */
public record Times(long least, long most) {
  /**
   * Refuses a range without a number.
   *
   * @param least as {@link #least()}
   * @param most as {@link #most()}
   */
  public Times {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException("from " + least + " to " + most + " times cannot be");
    }
  }

  /**
   * {@return an expectation of exactly so many}
   *
   * @param count not negative
   */
  public static Times times(long count) {
    return new Times(count, count);
  }

  /** {@return an expectation of exactly one} */
  public static Times once() {
    return times(1);
  }

  /** {@return an expectation of none} */
  public static Times never() {
    return times(0);
  }

  /**
   * {@return an expectation of so many or more}
   *
   * @param count not negative
   */
  public static Times atLeast(long count) {
    return new Times(count, Long.MAX_VALUE);
  }

  /**
   * {@return an expectation of so many or fewer}
   *
   * @param count not negative
   */
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
