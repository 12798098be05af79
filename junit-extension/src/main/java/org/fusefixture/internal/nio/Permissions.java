package org.fusefixture.internal.nio;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits and the set that stands for them; set-ID and sticky bits have no member. */
final class Permissions {
  /** The bits that the set can say. */
  static final int MASK = 0777;

  /** Of new files and directories; the umask of the client is 0, so they are what is asked for. */
  static final int FILE = 0644;

  static final int DIRECTORY = 0755;

  private Permissions() {}

  /**
   * From the attributes of a call.
   *
   * @throws UnsupportedOperationException for any other than {@code posix:permissions}, which the
   *     kernel does not set together with the creation
   */
  static int initial(int otherwise, FileAttribute<?>... attributes) {
    int mode = otherwise;
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals("posix:permissions")
          && !attribute.name().equals("unix:permissions")) {
        throw new UnsupportedOperationException(
            "'" + attribute.name() + "' not supported as initial attribute");
      }
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      for (Object permission : (Set<?>) attribute.value()) {
        permissions.add((PosixFilePermission) permission);
      }
      mode = bits(permissions);
    }
    return mode;
  }

  static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : permissions) {
      bits |= bit(permission);
    }
    return bits;
  }

  static Set<PosixFilePermission> of(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit(permission)) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  /** The constants stand in the order of the bits, from 0400 down to 01. */
  private static int bit(PosixFilePermission permission) {
    return 0400 >> permission.ordinal();
  }
}
