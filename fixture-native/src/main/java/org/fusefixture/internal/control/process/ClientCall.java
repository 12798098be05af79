package org.fusefixture.internal.control.process;

import java.util.Objects;
import org.fusefixture.stamp.Stamp;

/**
 * What a client process of its own does: it opens a file, which it creates if need be, writes
 * stamped pages to it in one pwrite(2), and then waits to be ended.
 *
 * @param path relative to the root of the mount
 * @param direct with O_DIRECT
 * @param size in bytes
 * @param offset in the file
 */
public record ClientCall(
    int mount, String path, boolean direct, Stamp stamp, long size, long offset) {
  /** Most bytes of one call. */
  public static final long LARGEST = 64 << 20;

  public ClientCall {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(stamp, "stamp");
    if (size < 1 || size > LARGEST || offset < 0) {
      throw new IllegalArgumentException(
          size + " bytes at " + offset + " must be from 1 to " + LARGEST + ", and not before 0");
    }
  }
}
