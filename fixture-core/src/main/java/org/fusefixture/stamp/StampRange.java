package org.fusefixture.stamp;

import java.nio.ByteBuffer;

/**
 * The content that a range of a file has under one stamp, made from front to back: perhaps the end
 * of a sector, whole sectors, perhaps the start of one.
 */
final class StampRange {
  /** 8 KiB: stays in the first-level cache between being made and being copied or compared. */
  private static final int MOST_SECTORS = 16;

  private final Stamp stamp;
  private final long rangeKey;
  private final int headSize;
  private final long[] words;
  private long offset;

  StampRange(Stamp stamp, long offset, int size) {
    if (offset < 0 || offset > Long.MAX_VALUE - size) {
      throw new IllegalArgumentException(
          "a range of "
              + size
              + " bytes at offset "
              + offset
              + " does not lie between 0 and "
              + Long.MAX_VALUE);
    }
    this.stamp = stamp;
    this.rangeKey = SectorLayout.rangeKey(stamp);
    this.offset = offset;
    int before = within(offset);
    this.headSize = before == 0 ? 0 : Math.min(size, SectorLayout.BYTES - before);
    int sectors = Math.min(MOST_SECTORS, Math.max(1, (size - headSize) / SectorLayout.BYTES));
    this.words = new long[sectors * SectorLayout.WORDS];
  }

  /** Number of bytes before the first start of a sector. */
  int headSize() {
    return headSize;
  }

  /** Where the words of {@link #nextSectors} are. */
  long[] words() {
    return words;
  }

  /** Where in the file the next part starts. */
  long offset() {
    return offset;
  }

  /**
   * Makes the next whole sectors.
   *
   * @return how many: at least one, at most {@code most}
   */
  int nextSectors(int most) {
    int count = Math.min(most, words.length / SectorLayout.WORDS);
    for (int i = 0; i < count; i++) {
      SectorLayout.put(words, i * SectorLayout.WORDS, stamp, rangeKey, offset);
      offset += SectorLayout.BYTES;
    }
    return count;
  }

  /**
   * Makes the next part, which does not go beyond the end of its sector.
   *
   * @return exactly {@code size} bytes
   */
  ByteBuffer nextPart(int size) {
    int from = within(offset);
    byte[] sector = SectorImage.of(stamp, offset - from);
    offset += size;
    return ByteBuffer.wrap(sector, from, size);
  }

  private static int within(long offset) {
    return (int) (offset % SectorLayout.BYTES);
  }
}
