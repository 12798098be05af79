package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.fusefixture.posix.TimeSpec;

/** Times of java.nio.file as {@code struct timespec} has them; nothing of them is lost. */
final class UnixTime {
  private UnixTime() {}

  /** What utimensat(2) takes; a time beyond what an Instant holds is taken in whole seconds. */
  static TimeSpec of(FileTime time) {
    Instant instant = time.toInstant();
    return instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
        ? new TimeSpec(time.to(TimeUnit.SECONDS), 0)
        : TimeSpec.of(instant);
  }

  static TimeSpec ofNullable(FileTime time) {
    return time == null ? null : of(time);
  }

  static TimeSpec orOmitted(TimeSpec time) {
    return time == null ? TimeSpec.UNCHANGED : time;
  }

  static FileTime fileTime(long seconds, int nanos) {
    return FileTime.from(Instant.ofEpochSecond(seconds, nanos));
  }
}
