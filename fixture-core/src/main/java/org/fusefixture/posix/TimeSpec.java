package org.fusefixture.posix;

import java.time.Instant;

/**
 * A time of a file, as {@code struct timespec} has it.
 *
 * @param seconds since the epoch
 * @param nanos from 0 to 999999999; for utimensat(2) also UTIME_NOW or UTIME_OMIT
 */
public record TimeSpec(long seconds, long nanos) {
  /** UTIME_NOW of include/linux/stat.h: the current time of the kernel. */
  public static final TimeSpec NOW = new TimeSpec(0, 0x3fffffff);

  /** UTIME_OMIT of include/linux/stat.h: leaves the time as it is. */
  public static final TimeSpec UNCHANGED = new TimeSpec(0, 0x3ffffffe);

  /**
   * {@return the time of an instant}
   *
   * @param instant to the nanosecond
   */
  public static TimeSpec of(Instant instant) {
    return new TimeSpec(instant.getEpochSecond(), instant.getNano());
  }

  /**
   * {@return the instant of this time}
   *
   * @throws java.time.DateTimeException if the seconds are out of the range of Instant
   */
  public Instant toInstant() {
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
