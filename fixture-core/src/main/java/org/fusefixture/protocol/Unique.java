package org.fusefixture.protocol;

/**
 * Identifies a request of one session. The kernel counts in steps of two; an odd value marks an
 * INTERRUPT.
 *
 * @param value the number on the wire, 64 bits, unsigned
 */
public record Unique(long value) {

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
