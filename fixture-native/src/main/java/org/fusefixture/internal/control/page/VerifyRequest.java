package org.fusefixture.internal.control.page;

import java.util.Objects;
import org.fusefixture.stamp.Stamp;

/**
 * Compares a range of a file with what a stamp says.
 *
 * @param path relative to the root of the mount
 * @param offset first byte in the file
 * @param size number of bytes; {@link #TO_THE_END} for all up to the end of the file
 * @param direct through O_DIRECT instead of the page cache; has no meaning for stored content
 */
public record VerifyRequest(
    int mount, String path, long offset, long size, Stamp stamp, boolean direct) {
  /** Size of a range that ends where the file ends. */
  public static final long TO_THE_END = -1;

  public VerifyRequest {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(stamp, "stamp");
    if (offset < 0 || size < TO_THE_END) {
      throw new IllegalArgumentException(
          "a range of " + size + " bytes at offset " + offset + " is not one");
    }
  }
}
