package org.fusefixture.internal.mount;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * A FUSE mount that this process made. Once it is mounted, this process never touches the path
 * again, except by umount2(2): the answer to any other call would have to come from itself.
 */
public final class FuseMountPoint {
  private final Path path;
  private final int connection;
  private final int mountId;

  private FuseMountPoint(Path path, int connection, int mountId) {
    this.path = path;
    this.connection = connection;
    this.mountId = mountId;
  }

  /**
   * Mounts (mount.fuse3(8), fuse_parse_param of fs/fuse/inode.c).
   *
   * @param device an open /dev/fuse
   * @param path an existing directory or file
   * @throws LinuxException what statx(2) or mount(2) says
   */
  public static FuseMountPoint mount(OpenDescriptor device, Path path, MountOptions options) {
    Path absolute = real(path);
    LinuxPath target = LinuxPath.of(absolute);
    Statx before = LinuxPaths.statx(Fd.WORKING_DIRECTORY, target, 0);
    String text =
        "fd="
            + device.descriptor()
            + ",rootmode="
            + Integer.toOctalString(before.type())
            + ",user_id="
            + Integer.toUnsignedString(LinuxProcesses.effectiveUid())
            + ",group_id="
            + Integer.toUnsignedString(LinuxProcesses.effectiveGid())
            + (options.defaultPermissions() ? ",default_permissions" : "")
            + (options.allowOther() ? ",allow_other" : "")
            + options.more();
    LinuxMounts.mount(options.source(), target, options.type(), options.flags(), text);
    MountInfo made =
        MountInfo.at(absolute)
            .filter(MountInfo::isFuse)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        absolute + " was mounted, but is not in /proc/self/mountinfo"));
    return new FuseMountPoint(absolute, made.minor(), made.id());
  }

  /** Where. */
  public Path path() {
    return path;
  }

  /** Its number in the control filesystem. */
  public int connection() {
    return connection;
  }

  /** Whether this mount is still in the tree of this process. */
  public boolean isMounted() {
    return MountInfo.all().stream().anyMatch(mount -> mount.id() == mountId && isOurs(mount));
  }

  /**
   * Unmounts; may wait for the filesystem, which must be served meanwhile. A mount that is gone
   * already is fine.
   *
   * @param flags 0, or MNT_DETACH to take it away from under its users
   * @throws LinuxException EBUSY while somebody uses it
   */
  public void unmount(int flags) {
    if (!isMounted()) {
      return;
    }
    try {
      LinuxMounts.unmount(LinuxPath.of(path), flags | LinuxMounts.UMOUNT_NOFOLLOW);
    } catch (LinuxException e) {
      if (!e.is(Errno.EINVAL) && !e.is(Errno.ENOENT) || isMounted()) {
        throw e;
      }
      // Somebody else was faster.
    }
  }

  /** As mountinfo will show it, without symbolic links; asked before the mount is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException("the mount point " + path + " must exist", e);
    }
  }

  private boolean isOurs(MountInfo mount) {
    return mount.minor() == connection && Objects.equals(mount.mountPoint(), path.toString());
  }

  @Override
  public String toString() {
    return path + " (FUSE connection " + connection + ")";
  }
}
