package org.fusefixture.stamp;

import java.util.Arrays;

/** Sums up whether blocks of sectors are right to the bit, without a decision for each of them. */
final class SectorDifferences {
  private static final int HALF_SECTORS = SectorPattern.BLOCK_SECTORS / 2;
  private static final int HALF_WORDS = HALF_SECTORS * SectorLayout.WORDS;
  private static final int HALF_BYTES = HALF_SECTORS * SectorLayout.BYTES;
  private static final long[] MASK = SectorLayout.mask();
  private static final long[] NONE = new long[SectorLayout.WORDS];

  private final long[] words = new long[SectorLayout.WORDS];
  private long offsets;

  /** Forgets everything. */
  void clear() {
    Arrays.fill(words, 0);
    offsets = 0;
  }

  /**
   * Adds the bits in which a block differs from what {@link SectorPattern#fill} makes.
   *
   * @param offset of its first sector in the file
   */
  void add(long[] block, long offset, SectorPattern pattern) {
    // Two halves, each at an index that the compiler knows once it has put the method in here:
    // at any index the sums might overlap with the block, which forbids vector code.
    addHalf(words, block, 0, offset, pattern);
    addHalf(words, block, HALF_WORDS, offset + HALF_BYTES, pattern);
    for (int sector = 0; sector < SectorPattern.BLOCK_SECTORS; sector++) {
      int first = sector * SectorLayout.WORDS;
      long right = offset + (long) sector * SectorLayout.BYTES;
      offsets |= block[first + SectorLayout.OFFSET_IN_HEADER] ^ right;
      offsets |= block[first + SectorLayout.OFFSET_IN_TRAILER] ^ right;
    }
  }

  private static void addHalf(
      long[] sums, long[] block, int at, long offset, SectorPattern pattern) {
    long[] blank = pattern.blank();
    long key0 = pattern.key(offset);
    long key1 = pattern.key(offset + SectorLayout.BYTES);
    long key2 = pattern.key(offset + 2 * SectorLayout.BYTES);
    long key3 = pattern.key(offset + 3 * SectorLayout.BYTES);
    for (int i = 0; i < SectorLayout.WORDS; i++) {
      long word = blank[i];
      long mask = MASK[i];
      sums[i] |=
          (block[at + i] ^ word ^ (mask & key0))
              | (block[at + i + SectorLayout.WORDS] ^ word ^ (mask & key1))
              | (block[at + i + 2 * SectorLayout.WORDS] ^ word ^ (mask & key2))
              | (block[at + i + 3 * SectorLayout.WORDS] ^ word ^ (mask & key3));
    }
  }

  /** Whether all blocks since {@link #clear} were right. */
  boolean areNone() {
    words[SectorLayout.OFFSET_IN_HEADER] = offsets;
    words[SectorLayout.OFFSET_IN_TRAILER] = 0;
    return Arrays.equals(words, NONE);
  }
}
