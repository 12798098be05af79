package org.fusefixture.stamp;

import java.util.Objects;

/**
 * What a file was found to hold.
 *
 * @param fileSize in bytes, as stat(2) or the filesystem gave it
 * @param verdict on the range that was read, which is shorter than asked for where the file ended
 *     early: compare {@link StampVerdict#size()}
 */
public record FileVerdict(long fileSize, StampVerdict verdict) {
  /**
   * Refuses null.
   *
   * @param fileSize as {@link #fileSize()}
   * @param verdict as {@link #verdict()}
   */
  public FileVerdict {
    Objects.requireNonNull(verdict, "verdict");
  }
}
