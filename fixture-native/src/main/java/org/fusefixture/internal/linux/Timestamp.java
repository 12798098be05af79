package org.fusefixture.internal.linux;

import java.time.Instant;

/**
 * A time of a file ({@code struct timespec}).
 *
 * @param seconds since 1970
 * @param nanos 0 to 999,999,999, or UTIME_NOW or UTIME_OMIT of {@link LinuxPaths}
 */
public record Timestamp(long seconds, long nanos) {
  public static final Timestamp NOW = new Timestamp(0, LinuxPaths.UTIME_NOW);
  public static final Timestamp OMIT = new Timestamp(0, LinuxPaths.UTIME_OMIT);

  public static Timestamp of(Instant instant) {
    return new Timestamp(instant.getEpochSecond(), instant.getNano());
  }

  public Instant toInstant() {
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
