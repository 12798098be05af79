package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Fills memory with stamped sectors, near the speed of a copy. */
public final class StampWriter {

  /**
   * Fills a buffer from its position to its limit, neither of which moves.
   *
   * @param fileOffset where in the file the first byte belongs, in bytes; need not be the start of
   *     a sector
   * @param stamp what the sectors carry
   * @throws IllegalArgumentException if the range does not lie between 0 and {@code Long.MAX_VALUE}
   */
  public static void fill(ByteBuffer target, long fileOffset, Stamp stamp) {
    StampRange range = new StampRange(stamp, fileOffset, target.remaining());
    ByteBuffer bytes = target.duplicate();
    if (range.headSize() > 0) {
      bytes.put(range.part(0, range.headSize()));
    }
    if (range.sectors() > 0) {
      fillWhole(wordsOf(bytes), range, stamp);
    }
    if (range.tailSize() > 0) {
      bytes.position(target.position() + range.tailAt());
      bytes.put(range.part(range.tailAt(), range.tailSize()));
    }
  }

  private static void fillWhole(LongBuffer words, StampRange range, Stamp stamp) {
    SectorMemory memory = SectorMemory.ofThread();
    SectorPattern pattern = memory.pattern().of(stamp);
    long[] block = memory.block();
    long offset = range.firstSector();
    for (int left = range.sectors(); left > 0; left -= SectorPattern.BLOCK_SECTORS) {
      pattern.fill(block, offset);
      words.put(block, 0, Math.min(left, SectorPattern.BLOCK_SECTORS) * SectorLayout.WORDS);
      offset += SectorPattern.BLOCK_BYTES;
    }
  }

  static LongBuffer wordsOf(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  private StampWriter() {}
}
