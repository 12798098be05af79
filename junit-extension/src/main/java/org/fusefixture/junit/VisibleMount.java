package org.fusefixture.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this JVM's kernel calls a mount that it sees.
 *
 * @param id of the mount, as in /proc/PID/fdinfo
 * @param major of the filesystem's device, as in /proc/PID/maps
 * @param minor of the filesystem's device
 */
record VisibleMount(int id, int major, int minor) {
  /**
   * The mount at a path, the last one made there. Looks at the table of mounts
   * (proc_pid_mountinfo(5)), and not at the path, which a filesystem that hangs would not answer.
   *
   * @param path ours, without characters that are escaped in the table
   */
  static Optional<VisibleMount> at(Path path) {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      String point = path.toString();
      return mounts
          .map(line -> line.split(" ", 6))
          .filter(fields -> fields[4].equals(point))
          .reduce((first, second) -> second)
          .map(VisibleMount::of);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the table of mounts: " + e, e);
    }
  }

  /** {@code 36 35 0:47 / /mnt rw...}. */
  private static VisibleMount of(String[] fields) {
    String[] device = fields[2].split(":");
    return new VisibleMount(
        Integer.parseInt(fields[0]), Integer.parseInt(device[0]), Integer.parseInt(device[1]));
  }
}
