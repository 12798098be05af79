package org.fusefixture.stamp;

import java.nio.ByteBuffer;

/**
 * The content that a range of a file has under one stamp, made from front to back: perhaps the end
 * of a sector, whole sectors, perhaps the start of one.
 */
final class StampRange {
  private final Stamp stamp;
  private final int headSize;
  private final SectorBlock block;
  private long offset;
  private int from;

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
    int before = within(offset);
    this.headSize = before == 0 ? 0 : Math.min(size, SectorLayout.BYTES - before);
    int sectors = (size - headSize) / SectorLayout.BYTES;
    int end = SectorLayout.place(offset + headSize) + Math.min(sectors, SectorLayout.BLOCK_SECTORS);
    this.block =
        sectors == 0 ? null : new SectorBlock(stamp, Math.min(end, SectorLayout.BLOCK_SECTORS));
  }

  /** Number of bytes before the first start of a sector. */
  int headSize() {
    return headSize;
  }

  /** Where the words of {@link #nextSectors} are. */
  long[] words() {
    return block.words();
  }

  /** Index of the first of them. */
  int from() {
    return from;
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
    int count = Math.min(most, SectorLayout.BLOCK_SECTORS - SectorLayout.place(offset));
    from = block.moveTo(offset, count);
    offset += (long) count * SectorLayout.BYTES;
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
