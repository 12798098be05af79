package org.fusefixture.protocol;

/**
 * Identifies a request of one session. The kernel counts in steps of two; an odd value marks an
 * INTERRUPT.
 *
 * <p>A request that the kernel sends again, asked by a RESEND notification, has the highest bit set
 * (FUSE_UNIQUE_RESEND, 7.40), and is answered with it.
 *
 * @param value the number on the wire, 64 bits, unsigned
 */
public record Unique(long value) {
  /** FUSE_UNIQUE_RESEND of include/uapi/linux/fuse.h. */
  private static final long RESENT = 1L << 63;

  /** {@return whether the request was sent before, with the same number but for the highest bit} */
  public boolean isResent() {
    return (value & RESENT) != 0;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
