package org.fusefixture.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Looks at the table of mounts, and not at the path, which a filesystem that hangs would not
   * answer.
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

  /** Removes the directory; a mount that is still there stays, and the sandbox's keeper ends it. */
  void remove() {
    try {
      if (!isMounted()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the directory of a visible mount: " + e, e);
    }
  }

  /** The fifth field is the mount point (proc(5)); ours has no character that is escaped there. */
  private boolean isMounted() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      String point = path.toString();
      return mounts.anyMatch(line -> line.split(" ", 6)[4].equals(point));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the table of mounts: " + e, e);
    }
  }
}
