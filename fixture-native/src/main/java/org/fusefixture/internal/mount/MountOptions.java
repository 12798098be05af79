package org.fusefixture.internal.mount;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.fusefixture.internal.linux.LinuxMounts;

/**
 * How a FUSE filesystem is mounted. A value; each {@code withX} gives a changed copy.
 *
 * @param source what mountinfo shows as source
 * @param subtype what follows "fuse." in mountinfo; empty for none
 * @param defaultPermissions the kernel checks permissions by the attributes
 * @param allowOther users other than the server's may use it
 * @param flags MS_* bits of {@link LinuxMounts}
 * @param more further options of mount.fuse3(8) that the kernel takes, each with a comma before it
 */
@RecordBuilder
public record MountOptions(
    String source,
    String subtype,
    boolean defaultPermissions,
    boolean allowOther,
    long flags,
    String more)
    implements MountOptionsBuilder.With {

  /** For everybody, permissions checked by the kernel; no set-user-ID programs, no devices. */
  public static MountOptions of(String name) {
    return new MountOptions(
        name, name, true, true, LinuxMounts.MS_NOSUID | LinuxMounts.MS_NODEV, "");
  }

  /** What mount(2) takes as type. */
  String type() {
    return subtype.isEmpty() ? "fuse" : "fuse." + subtype;
  }
}
