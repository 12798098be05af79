package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * stat(2) or lstat(2).
 *
 * @param followLinks whether a symbolic link at the end of the path is followed
 */
public record StatusRequest(int mount, String path, boolean followLinks) {
  public StatusRequest {
    Objects.requireNonNull(path, "path");
  }
}
