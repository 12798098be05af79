package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * Names a path of a mount.
 *
 * @param path relative to the mount point; "" or "." for its root
 */
public record PathTarget(int mount, String path) {
  public PathTarget {
    Objects.requireNonNull(path, "path");
  }
}
