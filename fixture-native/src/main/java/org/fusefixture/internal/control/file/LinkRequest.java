package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * symlink(2) or link(2).
 *
 * @param target for symlink(2) the text of the link, for link(2) the existing path of the mount
 * @param path of the new name
 */
public record LinkRequest(int mount, String target, String path) {
  public LinkRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(path, "path");
  }
}
