package org.fusefixture.stamp;

import java.nio.ByteBuffer;

/**
 * Where the sectors of a range of a file are: perhaps the end of one, whole ones, perhaps the start
 * of one.
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
    return ByteBuffer.wrap(SectorImage.of(stamp, offset + at - from), from, length);
  }

  private static int within(long offset) {
    return (int) (offset % SectorLayout.BYTES);
  }
}
