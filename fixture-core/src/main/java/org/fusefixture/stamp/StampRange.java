package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.fusefixture.stamp.SectorPattern.SectorMemory;

/**
 * A range of a stamped file, which may start and end inside a sector: which bytes belong to whole
 * sectors, and what each part holds.
 */
final class StampRange {
  private final Stamp stamp;
  private final long offset;
  private final int size;
  private final int headSize;
  private final int sectors;

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
    this.offset = offset;
    this.size = size;
    int before = within(offset);
    this.headSize = before == 0 ? 0 : Math.min(size, SectorLayout.BYTES - before);
    this.sectors = (size - headSize) / SectorLayout.BYTES;
  }

  /** Number of bytes before the first start of a sector. */
  int headSize() {
    return headSize;
  }

  /** Number of whole sectors. */
  int sectors() {
    return sectors;
  }

  /** Where the bytes after the last whole sector start, counted from the start of the range. */
  int tailAt() {
    return headSize + sectors * SectorLayout.BYTES;
  }

  /** Number of bytes after the last whole sector. */
  int tailSize() {
    return size - tailAt();
  }

  /** Number of sectors that the range touches. */
  int touched() {
    return sectors + (headSize > 0 ? 1 : 0) + (tailSize() > 0 ? 1 : 0);
  }

  /** Where in the file the first whole sector starts. */
  long firstSector() {
    return offset + headSize;
  }

  /**
   * Makes a part that does not go beyond the end of its sector.
   *
   * @param at where it starts, counted from the start of the range
   * @return exactly {@code length} bytes
   */
  ByteBuffer part(int at, int length) {
    int from = within(offset + at);
    byte[] sector = new byte[SectorLayout.BYTES];
    wordsOf(ByteBuffer.wrap(sector)).put(new SectorPattern().of(stamp).sector(offset + at - from));
    return ByteBuffer.wrap(sector, from, length);
  }

  /** Fills a buffer, from its position on, with the stamped bytes of this range. */
  void fill(ByteBuffer target) {
    ByteBuffer bytes = target.duplicate();
    if (headSize > 0) {
      bytes.put(part(0, headSize));
    }
    if (sectors > 0) {
      fillWhole(wordsOf(bytes));
    }
    if (tailSize() > 0) {
      bytes.position(target.position() + tailAt());
      bytes.put(part(tailAt(), tailSize()));
    }
  }

  private void fillWhole(LongBuffer words) {
    SectorMemory memory = SectorMemory.ofThread();
    SectorPattern pattern = memory.pattern().of(stamp);
    long[] block = memory.block();
    long at = firstSector();
    for (int left = sectors; left > 0; left -= SectorPattern.BLOCK_SECTORS) {
      pattern.fill(block, at);
      words.put(block, 0, Math.min(left, SectorPattern.BLOCK_SECTORS) * SectorLayout.WORDS);
      at += SectorPattern.BLOCK_BYTES;
    }
  }

  static LongBuffer wordsOf(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  private static int within(long offset) {
    return (int) (offset % SectorLayout.BYTES);
  }
}
