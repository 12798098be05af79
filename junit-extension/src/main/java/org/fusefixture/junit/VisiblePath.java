package org.fusefixture.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

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
    return VisibleMount.at(path).isPresent();
  }
}
