package org.fusefixture.stamp;

import java.util.Arrays;

/**
 * The words of all sectors under one stamp. Blocks of sectors are arrays of {@link #BLOCK_SECTORS}
 * sectors one behind the other. The loops over them go through several sectors in step, since what
 * the JVM's compiler makes of a loop of 64 rounds over one sector is hardly vector code: most of it
 * is the rounds before and after. It does not make vector code of loops over memory outside of the
 * heap (before Java 21, JDK-8300258), hence arrays.
 */
final class SectorPattern {
  static final int BLOCK_SECTORS = 8;
  static final int BLOCK_WORDS = BLOCK_SECTORS * SectorLayout.WORDS;

  private static final long[] MASK = SectorLayout.mask();

  private final long rangeKey;
  private final long[] blank;

  SectorPattern(Stamp stamp) {
    this.rangeKey = SectorLayout.rangeKey(stamp);
    this.blank = SectorLayout.blank(stamp);
  }

  /**
   * Makes one sector.
   *
   * @param offset in the file
   */
  long[] sector(long offset) {
    long[] words = blank.clone();
    long key = key(offset);
    for (int i = 0; i < words.length; i++) {
      words[i] ^= MASK[i] & key;
    }
    putOffset(words, 0, offset);
    return words;
  }

  /**
   * Makes a block of sectors.
   *
   * @param offset of the first of them in the file
   */
  void fill(long[] block, long offset) {
    fill(
        block,
        key(offset),
        key(offset + SectorLayout.BYTES),
        key(offset + 2 * SectorLayout.BYTES),
        key(offset + 3 * SectorLayout.BYTES),
        key(offset + 4 * SectorLayout.BYTES),
        key(offset + 5 * SectorLayout.BYTES),
        key(offset + 6 * SectorLayout.BYTES),
        key(offset + 7 * SectorLayout.BYTES));
    for (int sector = 0; sector < BLOCK_SECTORS; sector++) {
      putOffset(block, sector * SectorLayout.WORDS, offset + (long) sector * SectorLayout.BYTES);
    }
  }

  private void fill(
      long[] block,
      long key0,
      long key1,
      long key2,
      long key3,
      long key4,
      long key5,
      long key6,
      long key7) {
    long[] words = blank;
    for (int i = 0; i < SectorLayout.WORDS; i++) {
      long word = words[i];
      long mask = MASK[i];
      block[i] = word ^ (mask & key0);
      block[i + SectorLayout.WORDS] = word ^ (mask & key1);
      block[i + 2 * SectorLayout.WORDS] = word ^ (mask & key2);
      block[i + 3 * SectorLayout.WORDS] = word ^ (mask & key3);
      block[i + 4 * SectorLayout.WORDS] = word ^ (mask & key4);
      block[i + 5 * SectorLayout.WORDS] = word ^ (mask & key5);
      block[i + 6 * SectorLayout.WORDS] = word ^ (mask & key6);
      block[i + 7 * SectorLayout.WORDS] = word ^ (mask & key7);
    }
  }

  /**
   * Whether the first sectors of a block are as {@link #fill} makes them, to the bit.
   *
   * @param offset of the first of them in the file
   * @param sectors how many
   * @param differences of the words of a sector, for use in here; zeros before and after
   */
  boolean isIn(long[] block, long offset, int sectors, long[] differences) {
    int done = 0;
    long wrong = 0;
    for (; done + 4 <= sectors; done += 4) {
      long at = offset + (long) done * SectorLayout.BYTES;
      addDifferencesOfFour(
          block,
          done * SectorLayout.WORDS,
          key(at),
          key(at + SectorLayout.BYTES),
          key(at + 2 * SectorLayout.BYTES),
          key(at + 3 * SectorLayout.BYTES),
          differences);
    }
    for (; done < sectors; done++) {
      long at = offset + (long) done * SectorLayout.BYTES;
      addDifferences(block, done * SectorLayout.WORDS, key(at), differences);
    }
    for (int sector = 0; sector < sectors; sector++) {
      int first = sector * SectorLayout.WORDS;
      long at = offset + (long) sector * SectorLayout.BYTES;
      wrong |= block[first + SectorLayout.OFFSET_IN_HEADER] ^ at;
      wrong |= block[first + SectorLayout.OFFSET_IN_TRAILER] ^ at;
    }
    differences[SectorLayout.OFFSET_IN_HEADER] = 0;
    differences[SectorLayout.OFFSET_IN_TRAILER] = 0;
    for (int i = 0; i < SectorLayout.WORDS; i++) {
      wrong |= differences[i];
    }
    if (wrong != 0) {
      Arrays.fill(differences, 0);
    }
    return wrong == 0;
  }

  private void addDifferencesOfFour(
      long[] block, int at, long key0, long key1, long key2, long key3, long[] differences) {
    long[] words = blank;
    for (int i = 0; i < SectorLayout.WORDS; i++) {
      long word = words[i];
      long mask = MASK[i];
      differences[i] |=
          (block[at + i] ^ word ^ (mask & key0))
              | (block[at + i + SectorLayout.WORDS] ^ word ^ (mask & key1))
              | (block[at + i + 2 * SectorLayout.WORDS] ^ word ^ (mask & key2))
              | (block[at + i + 3 * SectorLayout.WORDS] ^ word ^ (mask & key3));
    }
  }

  private void addDifferences(long[] block, int at, long key, long[] differences) {
    long[] words = blank;
    for (int i = 0; i < SectorLayout.WORDS; i++) {
      differences[i] |= block[at + i] ^ words[i] ^ (MASK[i] & key);
    }
  }

  private long key(long offset) {
    return SectorLayout.checksum(rangeKey, offset);
  }

  private static void putOffset(long[] words, int at, long offset) {
    words[at + SectorLayout.OFFSET_IN_HEADER] = offset;
    words[at + SectorLayout.OFFSET_IN_TRAILER] = offset;
  }
}
