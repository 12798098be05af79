package org.fusefixture.junit;

/** Modes of fallocate(2), with the bits of include/uapi/linux/falloc.h. */
public enum AllocationOption {
  KEEP_SIZE(0x01),

  /** Needs KEEP_SIZE beside it. */
  PUNCH_HOLE(0x02),
  COLLAPSE_RANGE(0x08),
  ZERO_RANGE(0x10),
  INSERT_RANGE(0x20);

  private final int bit;

  AllocationOption(int bit) {
    this.bit = bit;
  }

  static int bits(AllocationOption... options) {
    int bits = 0;
    for (AllocationOption option : options) {
      bits |= option.bit;
    }
    return bits;
  }
}
