package org.fusefixture.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A directory of the host on which a mount is seen while it lasts. The agent watches such mounts: a
 * call of any program that hangs there ends the connection.
 */
final class VisiblePath {
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private final Path path;

  private VisiblePath(Path path) {
    this.path = path;
  }

  /** Makes an empty directory in the one that sandbox and host share. */
  static VisiblePath create(Path shared) {
    Path path = shared.resolve("mount-" + NEXT.getAndIncrement());
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory for a visible mount: " + e, e);
    }
    return new VisiblePath(path);
  }

  Path path() {
    return path;
  }

  /**
   * @throws MountFailedException if it is not
   */
  void requireMounted() {
    if (!isMounted()) {
      throw new MountFailedException(
          "the mount does not appear at "
              + path
              + " of the host; the sandbox does not share the mount namespace of this JVM (is the "
              + "Docker Engine on another machine, or this JVM in a container itself?)");
    }
  }

  /**
   * Removes the directory; a mount that is still there stays, and the sandbox's host shell ends it.
   */
  void remove() {
    try {
      if (!isMounted()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the directory of a visible mount: " + e, e);
    }
  }

  private boolean isMounted() {
    return Mount.at(path).isPresent();
  }

  /**
   * What this JVM's kernel calls a mount that it sees.
   *
   * @param id of the mount, as in /proc/PID/fdinfo
   * @param major of the filesystem's device, as in /proc/PID/maps
   * @param minor of the filesystem's device
   */
  record Mount(int id, int major, int minor) {
    /**
     * The mount at a path, the last one made there. Looks at the table of mounts
     * (proc_pid_mountinfo(5)), and not at the path, which a filesystem that hangs would not answer.
     *
     * @param path ours, without characters that are escaped in the table
     */
    static Optional<Mount> at(Path path) {
      try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
        String point = path.toString();
        return mounts
            .map(line -> line.split(" ", 6))
            .filter(fields -> fields[4].equals(point))
            .reduce((first, second) -> second)
            .map(Mount::of);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the table of mounts: " + e, e);
      }
    }

    /** {@code 36 35 0:47 / /mnt rw...}. */
    private static Mount of(String[] fields) {
      String[] device = fields[2].split(":");
      return new Mount(
          Integer.parseInt(fields[0]), Integer.parseInt(device[0]), Integer.parseInt(device[1]));
    }
  }
}
