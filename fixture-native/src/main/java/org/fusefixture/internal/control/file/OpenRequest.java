package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * openat(2) by the client.
 *
 * @param path relative to the mount point; "" or "." for its root
 * @param flags O_* bits of Linux on this architecture, see {@link
 *     org.fusefixture.internal.linux.OpenFlag}; O_CLOEXEC is added
 * @param mode permission bits of a file that this creates; the client's umask is 0
 */
public record OpenRequest(int mount, String path, int flags, int mode) {
  public OpenRequest {
    Objects.requireNonNull(path, "path");
  }
}
