package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Checks stamped memory, near the speed of a comparison while it is right. */
public final class StampReader {
  private final ByteBuffer bytes;
  private final long start;
  private final Stamp expected;
  private final int describe;
  private final List<WrongSector> first = new ArrayList<>();
  private final Map<WrongSector.Kind, Long> wrong = new EnumMap<>(WrongSector.Kind.class);
  private long sectors;

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
    int at = range.headSize();
    checkPart(range, 0, at);
    at += checkWhole(range, at);
    checkPart(range, at, size - at);
    return new StampVerdict(expected, start, size, sectors, wrong, first);
  }

  private void checkPart(StampRange range, int at, int size) {
    if (size > 0) {
      sectors++;
      if (!range.nextPart(size).equals(bytes.slice(at, size))) {
        wrong(at, size);
      }
    }
  }

  private int checkWhole(StampRange range, int from) {
    LongBuffer words = StampWriter.wordsOf(bytes.slice(from, bytes.limit() - from));
    int count = words.limit() / SectorLayout.WORDS;
    if (count == 0) {
      return 0;
    }
    LongBuffer right = LongBuffer.wrap(range.words());
    int done = 0;
    while (done < count) {
      int made = range.nextSectors(count - done);
      int length = made * SectorLayout.WORDS;
      words.limit((done + made) * SectorLayout.WORDS).position(done * SectorLayout.WORDS);
      right.limit(range.from() + length);
      int at = 0;
      int equal;
      while ((equal =
              words
                  .position(done * SectorLayout.WORDS + at)
                  .mismatch(right.position(range.from() + at)))
          >= 0) {
        int sector = (at + equal) / SectorLayout.WORDS;
        wrong(from + (done + sector) * SectorLayout.BYTES, SectorLayout.BYTES);
        at = (sector + 1) * SectorLayout.WORDS;
      }
      done += made;
    }
    sectors += count;
    return count * SectorLayout.BYTES;
  }

  private void wrong(int at, int size) {
    byte[] found = new byte[size];
    bytes.get(at, found);
    SectorDiagnosis diagnosis = SectorDiagnosis.of(found, start + at, expected);
    wrong.merge(diagnosis.kind(), 1L, Long::sum);
    if (first.size() < describe) {
      first.add(diagnosis.describe());
    }
  }
}
