package org.fusefixture.internal.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.Statx;

/**
 * /dev/fuse for a program that runs as another user. libfuse opens the device before it asks
 * fusermount3(1) for a mount, and gives up where that is forbidden (fuse_mount_sys of lib/mount.c,
 * libfuse 3.14). Some machines leave the device to root, without the udev rule of libfuse, so that
 * a node for everybody takes its place in this mount namespace.
 */
final class DeviceNode {
  private static final Path DEVICE = Path.of("/dev/fuse");
  private static final int S_IFCHR = 0020000;

  /** Documentation/admin-guide/devices.txt, Linux 6.12. */
  private static final long NUMBER = Statx.device(10, 229);

  private DeviceNode() {}

  /**
   * Lets a user open the device; does nothing where that is permitted.
   *
   * @param directory for the node
   * @param user {@code "UID:GID"}
   * @throws IOException that says what to do, if this sandbox makes no device nodes
   */
  static void openTo(String user, Path directory) throws IOException {
    if (isOpenTo(user)) {
      return;
    }
    Path node = directory.resolve("fuse");
    try {
      if (!Files.exists(node)) {
        LinuxPaths.mknodat(Fd.WORKING_DIRECTORY, LinuxPath.of(node), S_IFCHR | 0666, NUMBER);
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw-rw-"));
      }
      LinuxPath device = LinuxPath.of(DEVICE);
      LinuxMounts.mount(node.toString(), device, "none", LinuxMounts.MS_BIND, "");
      // The tmpfs below it may have been mounted with nodev, which the bind mount inherits.
      long flags = LinuxMounts.MS_BIND | LinuxMounts.MS_REMOUNT | LinuxMounts.MS_NOSUID;
      LinuxMounts.mount("none", device, "none", flags, "");
    } catch (LinuxException e) {
      throw new IOException(
          "the program runs as user "
              + user
              + ", which may not open "
              + DEVICE
              + " as FUSE libraries do, and this sandbox makes no device node in its place ("
              + e.getMessage()
              + "): chmod 0666 "
              + DEVICE
              + ", or leave the user of the program out",
          e);
    }
  }

  private static boolean isOpenTo(String user) throws IOException {
    String[] ids = user.split(":");
    Map<String, Object> device = Files.readAttributes(DEVICE, "unix:mode,uid,gid");
    int mode = (Integer) device.get("mode");
    int shift = device.get("gid").equals(Integer.valueOf(ids[1])) ? 3 : 0;
    if (device.get("uid").equals(Integer.valueOf(ids[0]))) {
      shift = 6;
    }
    return ids[0].equals("0") || (mode >> shift & 06) == 06;
  }
}
