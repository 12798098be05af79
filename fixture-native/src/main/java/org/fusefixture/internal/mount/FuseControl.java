package org.fusefixture.internal.mount;

import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;

/**
 * The control filesystem of FUSE (Documentation/filesystems/fuse.rst): counts waiting requests of
 * connections and aborts them.
 *
 * <p>It is a mount of our own that is in nobody's tree, so it is there where /sys is empty or
 * read-only, as in containers, and leaves nothing behind. Touching it never waits for a filesystem.
 */
public final class FuseControl implements AutoCloseable {
  private final Fd root;

  private FuseControl(Fd root) {
    this.root = root;
  }

  /**
   * Opens the control filesystem.
   *
   * @throws LinuxException EPERM without CAP_SYS_ADMIN where the system has not mounted it either
   */
  public static FuseControl open() {
    try {
      return new FuseControl(LinuxMounts.detachedMount("fusectl"));
    } catch (LinuxException e) {
      return mounted().orElseThrow(() -> e);
    }
  }

  /** The one that the system has mounted: without CAP_SYS_ADMIN, or in a user namespace. */
  private static Optional<FuseControl> mounted() {
    return MountInfo.all().stream()
        .filter(mount -> mount.type().equals("fusectl"))
        .findFirst()
        .map(
            mount ->
                new FuseControl(
                    LinuxPaths.open(
                        LinuxPath.of(mount.mountPoint()),
                        OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY)));
  }

  /** The numbers of all connections of this kernel. */
  public List<Integer> connections() {
    try (Fd directory =
        LinuxPaths.openat(root, LinuxPath.of("."), OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY, 0)) {
      return LinuxPaths.readDirectory(directory).stream()
          .filter(entry -> !entry.isDots())
          .map(entry -> Integer.valueOf(entry.name().toString()))
          .sorted()
          .toList();
    }
  }

  /**
   * The control files of a connection; to be called while its mount is surely there.
   *
   * @throws LinuxException ENOENT if there is no such connection
   */
  public FuseConnection connection(int number) {
    return new FuseConnection(
        number,
        LinuxPaths.openat(
            root,
            LinuxPath.of(Integer.toString(number)),
            OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY,
            0));
  }

  @Override
  public void close() {
    root.close();
  }
}
