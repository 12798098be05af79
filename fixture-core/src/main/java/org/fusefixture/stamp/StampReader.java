package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Checks stamped memory, near the speed of a copy while it is right. Reads each byte once. */
public final class StampReader {
  private final ByteBuffer bytes;
  private final long start;
  private final Stamp expected;
  private final int describe;
  private List<WrongSector> first = List.of();
  private Map<WrongSector.Kind, Long> wrong = Map.of();

  private StampReader(ByteBuffer source, long start, Stamp expected, int describe) {
    this.bytes = source.slice();
    this.start = start;
    this.expected = expected;
    this.describe = describe;
  }

  /**
   * Checks a buffer from its position to its limit, neither of which moves, and describes the first
   * {@link StampVerdict#DESCRIBED} wrong sectors.
   *
   * @param fileOffset where in the file the first byte belongs, in bytes; need not be the start of
   *     a sector. Of a sector that lies partly outside, the part inside is judged
   * @param expected what the sectors should carry
   * @throws IllegalArgumentException if the range does not lie between 0 and {@code
   *     Long.MAX_VALUE}; never because of the bytes
   */
  public static StampVerdict check(ByteBuffer source, long fileOffset, Stamp expected) {
    return check(source, fileOffset, expected, StampVerdict.DESCRIBED);
  }

  /**
   * As {@link #check(ByteBuffer, long, Stamp)}.
   *
   * @param describe most wrong sectors to describe; all are counted
   */
  public static StampVerdict check(
      ByteBuffer source, long fileOffset, Stamp expected, int describe) {
    return new StampReader(source, fileOffset, expected, describe).verdict();
  }

  private StampVerdict verdict() {
    int size = bytes.limit();
    StampRange range = new StampRange(expected, start, size);
    checkPart(range, 0, range.headSize());
    if (range.sectors() > 0) {
      checkWhole(range);
    }
    checkPart(range, range.tailAt(), range.tailSize());
    return new StampVerdict(expected, start, size, range.touched(), wrong, first);
  }

  private void checkPart(StampRange range, int at, int size) {
    if (size > 0) {
      byte[] found = new byte[size];
      bytes.get(at, found);
      checkSector(found, start + at, range.part(at, size));
    }
  }

  private void checkWhole(StampRange range) {
    SectorPattern pattern = new SectorPattern(expected);
    SectorMemory memory = SectorMemory.ofThread();
    LongBuffer words = StampWriter.wordsOf(bytes.position(range.headSize()));
    long offset = range.firstSector();
    for (int left = range.sectors(); left > 0; left -= SectorPattern.BLOCK_SECTORS) {
      int sectors = Math.min(left, SectorPattern.BLOCK_SECTORS);
      words.get(memory.block(), 0, sectors * SectorLayout.WORDS);
      if (!pattern.isIn(memory.block(), offset, sectors, memory.differences())) {
        checkSectors(SectorImage.of(memory.block(), sectors), offset);
      }
      offset += SectorPattern.BLOCK_SECTORS * SectorLayout.BYTES;
    }
  }

  private void checkSectors(byte[] sectors, long offset) {
    for (int at = 0; at < sectors.length; at += SectorLayout.BYTES) {
      byte[] found = Arrays.copyOfRange(sectors, at, at + SectorLayout.BYTES);
      checkSector(found, offset + at, ByteBuffer.wrap(SectorImage.of(expected, offset + at)));
    }
  }

  private void checkSector(byte[] found, long offset, ByteBuffer right) {
    if (ByteBuffer.wrap(found).equals(right)) {
      return;
    }
    if (wrong.isEmpty()) {
      wrong = new EnumMap<>(WrongSector.Kind.class);
      first = new ArrayList<>();
    }
    SectorDiagnosis diagnosis = SectorDiagnosis.of(found, offset, expected);
    wrong.merge(diagnosis.kind(), 1L, Long::sum);
    if (first.size() < describe) {
      first.add(diagnosis.describe());
    }
  }
}
