package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * setxattr(2), getxattr(2), removexattr(2), or the variants that do not follow links.
 *
 * @param name with its namespace, for example "user.colour"
 * @param value base64, for setxattr(2) only
 * @param flags 0, 1 XATTR_CREATE or 2 XATTR_REPLACE, for setxattr(2) only
 */
public record XattrRequest(
    int mount, String path, String name, String value, int flags, boolean followLinks) {
  public XattrRequest {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(name, "name");
    value = value == null ? "" : value;
  }
}
