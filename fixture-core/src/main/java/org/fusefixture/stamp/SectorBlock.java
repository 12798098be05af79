package org.fusefixture.stamp;

import java.util.Arrays;

/**
 * The words of a block of sectors, or of its first ones, under one stamp, moved from block to block
 * of the file in place: the bodies by one exclusive or with what the keys differ by, in a loop over
 * all words that compilers turn into vector code, the headers and trailers by their two words that
 * depend on the offset.
 */
final class SectorBlock {
  private static final long[] BLANK = SectorLayout.blankBlock();
  private static final long[] BODY = SectorLayout.bodyMask();

  private final long rangeKey;
  private final long[] words;
  private long key;

  /**
   * @param sectors how many of the first ones to keep
   */
  SectorBlock(Stamp stamp, int sectors) {
    this.rangeKey = SectorLayout.rangeKey(stamp);
    this.words = Arrays.copyOf(BLANK, sectors * SectorLayout.WORDS);
    for (int at = 0; at < words.length; at += SectorLayout.WORDS) {
      SectorLayout.putFields(words, at, stamp);
    }
  }

  /** Sectors, one behind the other, from the start of the block on. */
  long[] words() {
    return words;
  }

  /**
   * Moves to the block of a sector.
   *
   * @param offset in the file of the first sector that is wanted, a multiple of 512
   * @param count number of sectors that are wanted
   * @return index of the first word of the first of them
   */
  int moveTo(long offset, int count) {
    long next = SectorLayout.blockKey(rangeKey, offset);
    exchange(words, next ^ key);
    key = next;
    int first = SectorLayout.place(offset) * SectorLayout.WORDS;
    for (int i = 0; i < count; i++) {
      SectorLayout.putOffset(
          words, first + i * SectorLayout.WORDS, rangeKey, offset + (long) i * SectorLayout.BYTES);
    }
    return first;
  }

  private static void exchange(long[] words, long difference) {
    for (int i = 0; i < words.length; i++) {
      words[i] ^= BODY[i] & difference;
    }
  }
}
