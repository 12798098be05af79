package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * mkdir(2), chmod(2) or mknod(2).
 *
 * @param mode permission bits; for mknod(2) the file type too
 */
public record ModeRequest(int mount, String path, int mode) {
  public ModeRequest {
    Objects.requireNonNull(path, "path");
  }
}
