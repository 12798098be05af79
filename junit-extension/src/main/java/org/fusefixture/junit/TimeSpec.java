package org.fusefixture.junit;

import java.time.Instant;
import org.fusefixture.internal.control.file.TimesRequest;

/**
 * A time for utimensat(2).
 *
 * @param seconds since the epoch
 * @param nanos from 0 to 999999999, or one of the special values of utimensat(2)
 */
public record TimeSpec(long seconds, long nanos) {
  /** The current time, as the kernel has it. */
  public static final TimeSpec NOW = new TimeSpec(0, TimesRequest.NOW);

  /** Left as it is. */
  public static final TimeSpec UNCHANGED = new TimeSpec(0, TimesRequest.OMIT);

  /** A point in time. */
  public static TimeSpec of(Instant instant) {
    return new TimeSpec(instant.getEpochSecond(), instant.getNano());
  }
}
