package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.file.TimesRequest;

/** A time as {@code struct timespec} has it; nothing of it is lost. */
record UnixTime(long seconds, long nanos) {
  private static final UnixTime OMITTED = new UnixTime(0, TimesRequest.OMIT);

  /** What utimensat(2) takes; a time beyond what an Instant holds is taken in whole seconds. */
  static UnixTime of(FileTime time) {
    Instant instant = time.toInstant();
    return instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
        ? new UnixTime(time.to(TimeUnit.SECONDS), 0)
        : new UnixTime(instant.getEpochSecond(), instant.getNano());
  }

  static UnixTime ofNullable(FileTime time) {
    return time == null ? null : of(time);
  }

  static UnixTime orOmitted(UnixTime time) {
    return time == null ? OMITTED : time;
  }

  static FileTime fileTime(long seconds, int nanos) {
    return FileTime.from(Instant.ofEpochSecond(seconds, nanos));
  }
}
