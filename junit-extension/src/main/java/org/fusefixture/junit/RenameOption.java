package org.fusefixture.junit;

/** Flags of renameat2(2), with the bits of include/uapi/linux/fs.h. */
public enum RenameOption {
  /** RENAME_NOREPLACE: fails with EEXIST if the new name exists. */
  NO_REPLACE(1),
  /** RENAME_EXCHANGE: exchanges both names. */
  EXCHANGE(2),
  /** RENAME_WHITEOUT: leaves a whiteout in place of the old name. */
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
