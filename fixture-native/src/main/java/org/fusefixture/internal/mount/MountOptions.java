package org.fusefixture.internal.mount;

import org.fusefixture.internal.linux.LinuxMounts;

/**
 * How a FUSE filesystem is mounted.
 *
 * @param name source and subtype in mountinfo
 * @param defaultPermissions the kernel checks permissions by the attributes
 * @param allowOther users other than the server's may use it
 * @param flags MS_* bits of {@link LinuxMounts}
 */
public record MountOptions(
    String name, boolean defaultPermissions, boolean allowOther, long flags) {

  /** For everybody, permissions checked by the kernel; no set-user-ID programs, no devices. */
  public static MountOptions of(String name) {
    return new MountOptions(name, true, true, LinuxMounts.MS_NOSUID | LinuxMounts.MS_NODEV);
  }

  public MountOptions withDefaultPermissions(boolean value) {
    return new MountOptions(name, value, allowOther, flags);
  }

  public MountOptions withAllowOther(boolean value) {
    return new MountOptions(name, defaultPermissions, value, flags);
  }

  public MountOptions withFlags(long value) {
    return new MountOptions(name, defaultPermissions, allowOther, value);
  }
}
