package org.fusefixture.internal.session;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.mount.LateAccessPolicy;

/**
 * How a filesystem is to be served. A value; each {@code withX} gives a changed copy.
 *
 * @param mode how payloads come
 * @param threads number of workers, each with its own queue of the device
 * @param lateAccess what happens to payloads that are accessed after their reply
 * @param holdLimit longest time that a late access is held back
 * @param dropSysAdmin whether the session's threads give up CAP_SYS_ADMIN before INIT is answered
 * @param allowOther whether users other than the server's may use the mount
 * @param mountFlags MS_* bits of {@link LinuxMounts}
 * @param startLimit longest time from mount(2) to the answered INIT
 * @param stopLimit longest time that each step of {@link FuseSession#close} may take, before the
 *     connection is aborted, and once more after that
 */
@RecordBuilder
public record SessionConfiguration(
    TransferMode mode,
    int threads,
    LateAccessPolicy lateAccess,
    Duration holdLimit,
    boolean dropSysAdmin,
    boolean allowOther,
    long mountFlags,
    Duration startLimit,
    Duration stopLimit)
    implements SessionConfigurationBuilder.With {

  public SessionConfiguration {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(lateAccess);
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("threads (" + threads + ") must be from 1 to 256");
    }
    requirePositive("holdLimit", holdLimit);
    requirePositive("startLimit", startLimit);
    requirePositive("stopLimit", stopLimit);
  }

  /** Four threads; late accesses are recorded. */
  public static SessionConfiguration of(TransferMode mode) {
    return new SessionConfiguration(
        mode,
        4,
        LateAccessPolicy.RECORD,
        Duration.ofSeconds(2),
        false,
        true,
        LinuxMounts.MS_NOSUID | LinuxMounts.MS_NODEV,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive");
    }
  }
}
