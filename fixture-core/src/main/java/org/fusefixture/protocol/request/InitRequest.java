package org.fusefixture.protocol.request;

import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;

/**
 * INIT: the kernel's half of the negotiation.
 *
 * <p>{@code struct fuse_init_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header. Kernels before 7.36 send the first 16 bytes only. Of another major version than 7 no more
 * is read than the version.
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

  static final int VERSION_SIZE = 8;
  static final int FIXED_SIZE = 16;
  static final int EXTENDED_SIZE = 64;

  private static final int MAJOR_AT = HEADER_SIZE;
  private static final int MINOR_AT = HEADER_SIZE + 4;
  private static final int MAX_READAHEAD_AT = HEADER_SIZE + 8;
  private static final int FLAGS_AT = HEADER_SIZE + 12;
  private static final int FLAGS2_AT = HEADER_SIZE + 16;

  public InitRequest() {
    super(VERSION_SIZE);
  }

  /** The version that the kernel speaks. */
  public ProtocolVersion version() {
    return new ProtocolVersion(getInt(MAJOR_AT), getInt(MINOR_AT));
  }

  /** Most bytes that the kernel reads ahead, as an unsigned number; 0 where it does not say. */
  public int maxReadahead() {
    return has(FIXED_SIZE) ? getInt(MAX_READAHEAD_AT) : 0;
  }

  /**
   * What the kernel offers, 64 bits: {@code flags} below and {@code flags2} above; 0 where it does
   * not say.
   */
  public long flags() {
    long low = has(FIXED_SIZE) ? Integer.toUnsignedLong(getInt(FLAGS_AT)) : 0;
    return has(EXTENDED_SIZE) && (low & InitFlag.INIT_EXT.mask()) != 0
        ? low | Integer.toUnsignedLong(getInt(FLAGS2_AT)) << 32
        : low;
  }

  private boolean has(int size) {
    return version().major() == ProtocolVersion.NEWEST.major() && VERSION_SIZE + tailSize() >= size;
  }

  @Override
  protected void check() {
    int size = VERSION_SIZE + tailSize();
    boolean known = size == FIXED_SIZE || size == EXTENDED_SIZE;
    if (version().major() == ProtocolVersion.NEWEST.major() && !known) {
      throw malformed(
          "has " + size + " bytes of structure instead of " + FIXED_SIZE + " or " + EXTENDED_SIZE);
    }
  }
}
