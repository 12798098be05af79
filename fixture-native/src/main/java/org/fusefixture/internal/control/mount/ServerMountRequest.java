package org.fusefixture.internal.control.mount;

import java.util.Objects;
import org.fusefixture.mount.MountSpec;

/**
 * What a server process is to mount.
 *
 * @param spec as the test JVM gave it
 * @param mountPoint an existing directory
 * @param backing a directory for the filesystem, empty
 */
public record ServerMountRequest(MountSpec spec, String mountPoint, String backing) {
  public ServerMountRequest {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(mountPoint, "mountPoint");
    Objects.requireNonNull(backing, "backing");
  }
}
