package org.fusefixture.protocol.request;

import org.fusefixture.protocol.ProtocolVersion;

/**
 * INIT: the kernel's half of the negotiation.
 *
 * <p>{@code struct fuse_init_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header. Kernels before 7.36 send the first 16 bytes only.
 *
 * <pre>
 *   offset  size  field
 *        0     4  major
 *        4     4  minor
 *        8     4  max_readahead
 *       12     4  flags
 *       16     4  flags2   since 7.36, with FUSE_INIT_EXT
 *       20    44  unused
 * </pre>
 */
public final class InitRequest extends Request {

  static final int FIXED_SIZE = 16;
  static final int EXTENDED_SIZE = 64;

  private static final int MAJOR_AT = HEADER_SIZE;
  private static final int MINOR_AT = HEADER_SIZE + 4;
  private static final int MAX_READAHEAD_AT = HEADER_SIZE + 8;
  private static final int FLAGS_AT = HEADER_SIZE + 12;
  private static final int FLAGS2_AT = HEADER_SIZE + 16;
  private static final long INIT_EXT = 1L << 30;

  public InitRequest() {
    super(FIXED_SIZE);
  }

  /** The version that the kernel speaks. */
  public ProtocolVersion version() {
    return new ProtocolVersion(getInt(MAJOR_AT), getInt(MINOR_AT));
  }

  /** Most bytes that the kernel reads ahead. */
  public int maxReadahead() {
    return getInt(MAX_READAHEAD_AT);
  }

  /** What the kernel offers, 64 bits: {@code flags} below and {@code flags2} above. */
  public long flags() {
    long low = Integer.toUnsignedLong(getInt(FLAGS_AT));
    return isExtended() && (low & INIT_EXT) != 0
        ? low | Integer.toUnsignedLong(getInt(FLAGS2_AT)) << 32
        : low;
  }

  private boolean isExtended() {
    return tailSize() == EXTENDED_SIZE - FIXED_SIZE;
  }

  @Override
  protected void check() {
    if (tailSize() != 0 && !isExtended()) {
      throw malformed(
          "has "
              + (FIXED_SIZE + tailSize())
              + " bytes of structure instead of "
              + FIXED_SIZE
              + " or "
              + EXTENDED_SIZE);
    }
  }
}
