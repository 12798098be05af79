package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * faccessat(2) with the rights of the client.
 *
 * @param mode 4 to read, 2 to write, 1 to execute, or 0 for whether the file is there
 */
public record AccessRequest(int mount, String path, int mode) {
  public AccessRequest {
    Objects.requireNonNull(path, "path");
  }
}
