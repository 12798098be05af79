package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * chown(2) or lchown(2).
 *
 * @param uid new owner, -1 to leave it
 * @param gid new group, -1 to leave it
 */
public record OwnerRequest(int mount, String path, int uid, int gid, boolean followLinks) {
  public OwnerRequest {
    Objects.requireNonNull(path, "path");
  }
}
