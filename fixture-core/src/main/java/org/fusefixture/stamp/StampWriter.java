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
    put(range, bytes, range.headSize());
    LongBuffer words = wordsOf(bytes);
    while (words.hasRemaining() && words.remaining() >= SectorLayout.WORDS) {
      int count = range.nextSectors(words.remaining() / SectorLayout.WORDS);
      words.put(range.words(), range.from(), count * SectorLayout.WORDS);
    }
    put(
        range,
        bytes.position(bytes.limit() - bytes.remaining() % SectorLayout.BYTES),
        bytes.remaining());
  }

  static LongBuffer wordsOf(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  private static void put(StampRange range, ByteBuffer target, int size) {
    if (size > 0) {
      target.put(range.nextPart(size));
    }
  }

  private StampWriter() {}
}
