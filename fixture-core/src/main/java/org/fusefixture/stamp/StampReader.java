package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.stamp.SectorPattern.SectorDifferences;
import org.fusefixture.stamp.SectorPattern.SectorMemory;

/**
 * Checks stamped memory, near the speed of a copy as long as it is right. Otherwise the memory is
 * read again, sector by sector, each exactly once, so that a verdict on a sector that changes
 * meanwhile is true of some moment.
 */
final class StampReader {
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

  /** See {@link Stamp#check(ByteBuffer, long, int)}. */
  static StampVerdict check(ByteBuffer source, long fileOffset, Stamp expected, int describe) {
    return new StampReader(source, fileOffset, expected, describe).verdict();
  }

  private StampVerdict verdict() {
    int size = bytes.limit();
    StampRange range = new StampRange(expected, start, size);
    checkPart(range, 0, range.headSize());
    if (range.sectors() > 0 && !isRight(range)) {
      for (int at = range.headSize(); at < range.tailAt(); at += SectorLayout.BYTES) {
        checkPart(range, at, SectorLayout.BYTES);
      }
    }
    checkPart(range, range.tailAt(), range.tailSize());
    return new StampVerdict(expected, start, size, range.touched(), wrong, first);
  }

  /** Whether all whole sectors are right. */
  private boolean isRight(StampRange range) {
    SectorMemory memory = SectorMemory.ofThread();
    SectorPattern pattern = memory.pattern().of(expected);
    SectorDifferences differences = memory.differences();
    long[] block = memory.block();
    LongBuffer words = StampRange.wordsOf(bytes.position(range.headSize()));
    long offset = range.firstSector();
    differences.clear();
    for (int left = range.sectors(); left > 0; left -= SectorPattern.BLOCK_SECTORS) {
      int sectors = Math.min(left, SectorPattern.BLOCK_SECTORS);
      if (sectors < SectorPattern.BLOCK_SECTORS) {
        pattern.fill(block, offset); // what is missing is right
      }
      words.get(block, 0, sectors * SectorLayout.WORDS);
      differences.add(block, offset, pattern);
      offset += SectorPattern.BLOCK_BYTES;
    }
    return differences.areNone();
  }

  private void checkPart(StampRange range, int at, int size) {
    if (size == 0) {
      return;
    }
    byte[] found = new byte[size];
    bytes.get(at, found);
    if (range.part(at, size).equals(ByteBuffer.wrap(found))) {
      return;
    }
    if (wrong.isEmpty()) {
      wrong = new EnumMap<>(WrongSector.Kind.class);
      first = new ArrayList<>();
    }
    SectorDiagnosis diagnosis = SectorDiagnosis.of(found, start + at, expected);
    wrong.merge(diagnosis.kind(), 1L, Long::sum);
    if (first.size() < describe) {
      first.add(diagnosis.describe());
    }
  }
}
