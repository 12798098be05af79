package org.fusefixture.stamp;

import java.util.Arrays;
import org.fusefixture.stamp.SectorPattern.SectorDifferences;

/**
 * The words of all sectors under one stamp. Blocks of sectors are arrays of {@link #BLOCK_SECTORS}
 * sectors in a row. The loops process several sectors in step, since the JVM's compiler hardly
 * vectorizes a loop of 64 iterations over one sector: most iterations are the ones before and after
 * the vector loop. It does not vectorize loops over memory outside the heap (before Java 21,
 * JDK-8300258), hence arrays.
 */
final class SectorPattern {
  static final int BLOCK_SECTORS = 8;
  static final int BLOCK_WORDS = BLOCK_SECTORS * SectorLayout.WORDS;

  static final long BLOCK_BYTES = (long) BLOCK_SECTORS * SectorLayout.BYTES;

  private static final long[] MASK = SectorLayout.mask();

  private final long[] blank = SectorLayout.blank();
  private long rangeKey;

  /** Changes to another stamp; before the first change there is none. */
  SectorPattern of(Stamp stamp) {
    SectorLayout.putFields(blank, stamp);
    rangeKey = SectorLayout.rangeKey(stamp);
    return this;
  }

  /** A sector, its offset and checksum 0. */
  long[] blank() {
    return blank;
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

  /** What the words under the mask of a sector are exclusive-ored with. */
  long key(long offset) {
    return SectorLayout.checksum(rangeKey, offset);
  }

  private static void putOffset(long[] words, int at, long offset) {
    words[at + SectorLayout.OFFSET_IN_HEADER] = offset;
    words[at + SectorLayout.OFFSET_IN_TRAILER] = offset;
  }

  /** Accumulates whether blocks of sectors are exactly right, without a branch for each sector. */
  static final class SectorDifferences {
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
      // Two halves, each at an index that is constant after inlining: at a variable index the
      // sums might overlap with the block, which prevents vector code.
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

  /**
   * Memory of a thread to make or check blocks of sectors in: it stays in the nearest cache from
   * call to call, where new arrays would have to be cleared first, which takes as long as to copy a
   * page.
   */
  static final class SectorMemory {
    private static final ThreadLocal<SectorMemory> OF_THREAD =
        ThreadLocal.withInitial(SectorMemory::new);

    private final long[] block = new long[SectorPattern.BLOCK_WORDS];
    private final SectorPattern pattern = new SectorPattern();
    private final SectorDifferences differences = new SectorDifferences();

    /** For one call, which must not call another user of it. */
    static SectorMemory ofThread() {
      return OF_THREAD.get();
    }

    long[] block() {
      return block;
    }

    SectorPattern pattern() {
      return pattern;
    }

    SectorDifferences differences() {
      return differences;
    }

    private SectorMemory() {}
  }
}
