package org.fusefixture.junit;

/** Modes of fallocate(2), with the bits of include/uapi/linux/falloc.h. */
public enum AllocationOption {
  /** Reserves space behind the end of the file without moving the end. */
  KEEP_SIZE(0x01),

  /** Needs KEEP_SIZE beside it. */
  PUNCH_HOLE(0x02),
  /** Takes the range out of the file, and moves up what follows. */
  COLLAPSE_RANGE(0x08),
  /** Makes the range read as zeros. */
  ZERO_RANGE(0x10),
  /** Moves back what follows, and leaves a hole. */
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
