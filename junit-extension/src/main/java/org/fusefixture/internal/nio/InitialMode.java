package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permissions of what is created. The client's umask is 0, so they are what is asked for. */
final class InitialMode {
  static final int FILE = 0644;
  static final int DIRECTORY = 0755;

  private static final String PERMISSIONS = "posix:permissions";

  private InitialMode() {}

  /**
   * From the attributes of a call.
   *
   * @throws UnsupportedOperationException for any other than {@code posix:permissions}, which the
   *     kernel does not set together with the creation
   */
  static int of(int otherwise, FileAttribute<?>... attributes) {
    int mode = otherwise;
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals(PERMISSIONS) && !attribute.name().equals("unix:permissions")) {
        throw new UnsupportedOperationException(
            "'" + attribute.name() + "' not supported as initial attribute");
      }
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      for (Object permission : (Set<?>) attribute.value()) {
        permissions.add((PosixFilePermission) permission);
      }
      mode = Permissions.bits(permissions);
    }
    return mode;
  }
}
