package org.fusefixture.junit;

/** Flags of renameat2(2), with the bits of include/uapi/linux/fs.h. */
public enum RenameOption {
  NO_REPLACE(1),
  EXCHANGE(2),
  WHITEOUT(4);

  private final int bit;

  RenameOption(int bit) {
    this.bit = bit;
  }

  static int bits(RenameOption... options) {
    int bits = 0;
    for (RenameOption option : options) {
      bits |= option.bit;
    }
    return bits;
  }
}
