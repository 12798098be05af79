package org.fusefixture.internal.control.mount;

/**
 * Waits until no payload is held back and none is still to be consumed.
 *
 * @param limitMillis longest wait
 */
public record LateAccessWait(int mount, long limitMillis) {
  public LateAccessWait {
    if (limitMillis <= 0) {
      throw new IllegalArgumentException("limitMillis (" + limitMillis + ") must be positive");
    }
  }
}
