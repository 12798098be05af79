package org.fusefixture.mount;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.linux.Fd;
import org.fusefixture.linux.LinuxException;
import org.fusefixture.linux.LinuxFiles;
import org.fusefixture.linux.LinuxMounts;
import org.fusefixture.linux.LinuxPath;
import org.fusefixture.linux.LinuxPaths;
import org.fusefixture.linux.NativeBuffer;
import org.fusefixture.linux.OpenFlag;

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
   * Ends a connection: every request is answered with an error and every caller returns.
   *
   * @return false if there is no such connection (any more)
   */
  public boolean abort(int connection) {
    try (Fd file = openFile(connection, "abort", OpenFlag.O_WRONLY);
        NativeBuffer one = NativeBuffer.allocate(1)) {
      one.bytes().put(0, (byte) '1');
      LinuxFiles.write(file, one.address(), 1);
      return true;
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }

  /** Number of requests that wait, for the server or in it; 0 where there is no such connection. */
  public int waiting(int connection) {
    try (Fd file = openFile(connection, "waiting", OpenFlag.O_RDONLY);
        NativeBuffer text = NativeBuffer.allocate(32)) {
      int length = (int) LinuxFiles.read(file, text.address(), 32);
      byte[] bytes = new byte[length];
      text.bytes().get(0, bytes);
      String number = new String(bytes, StandardCharsets.US_ASCII).trim();
      return number.isEmpty() ? 0 : Integer.parseInt(number);
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        return 0;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    root.close();
  }

  private Fd openFile(int connection, String name, int flags) {
    return LinuxPaths.openat(root, LinuxPath.of(connection + "/" + name), flags, 0);
  }
}
