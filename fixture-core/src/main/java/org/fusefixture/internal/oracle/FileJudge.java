package org.fusefixture.internal.oracle;

import java.nio.ByteBuffer;
import java.util.List;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedRange;
import org.fusefixture.oracle.View;

/** Compares what was read with what is legal, near memory speed as long as all is right. */
public final class FileJudge {
  private static final int SECTOR = 512;
  private static final int CHUNK = 64 * 1024;

  private FileJudge() {}

  /**
   * Judges the size of a file.
   *
   * @param size in bytes, as it was found
   */
  public static IntegrityVerdict judgeSize(
      String path, Expectation.Size expected, View view, long size) {
    if (expected.allows(size)) {
      return IntegrityVerdict.EMPTY;
    }
    return IntegrityVerdict.of(
        DamagedRange.whole(
            path,
            view,
            Damage.WRONG_SIZE,
            Cause.SIZE,
            size + " bytes",
            expected.toString(),
            size < expected.least()
                ? (expected.least() - size) + " bytes are missing"
                : (size - expected.most()) + " bytes too many"));
  }

  /**
   * Judges where reading ended, before the end of the file.
   *
   * @param size the observed size of the file
   * @param end where reading ended
   */
  static IntegrityVerdict judgeEnd(
      String path, Expectation.Size expected, View view, long size, long end) {
    if (end >= expected.least()) {
      return IntegrityVerdict.EMPTY; // it may have been truncated meanwhile
    }
    return IntegrityVerdict.of(
        DamagedRange.whole(
            path,
            view,
            Damage.UNREADABLE,
            Cause.SHORT_READ,
            "reading ends at " + end,
            expected.toString(),
            "its size was shown as " + size + " bytes"));
  }

  /** The verdict on a file that should exist but cannot be read. */
  public static IntegrityVerdict unreadable(
      String path, Expectation.Size expected, View view, String reason) {
    return IntegrityVerdict.of(
        DamagedRange.whole(
            path, view, Damage.UNREADABLE, Cause.UNREADABLE, reason, "a file of " + expected, ""));
  }

  /**
   * Judges the content of a range.
   *
   * @param expected from the first byte of the range on; segments beyond what was read are left out
   * @param read what was found, from its position to its limit
   * @param position in the file of the first byte
   */
  public static IntegrityVerdict judge(
      Expectation expected, View view, ByteBuffer read, long position) {
    DamagedPieces damaged = new DamagedPieces(expected);
    ByteBuffer bytes = read.slice();
    long limit = position + bytes.limit();
    for (Expectation.Segment segment : expected.segments()) {
      long start = Math.max(segment.start(), position);
      long end = Math.min(segment.end(), limit);
      for (long at = start; at < end; ) {
        int size = (int) Math.min(end - at, CHUNK - at % CHUNK);
        ByteBuffer chunk = bytes.slice((int) (at - position), size);
        if (!isAsExpected(segment, chunk, at)) {
          judgeSectors(expected, view, segment, chunk, at, damaged);
        }
        at += size;
      }
    }
    return IntegrityVerdict.of(bytes.limit(), damaged.ranges());
  }

  private static boolean isAsExpected(Expectation.Segment segment, ByteBuffer chunk, long at) {
    List<Candidate> candidates = segment.candidates();
    for (int i = candidates.size() - 1; i >= 0; i--) {
      Candidate candidate = candidates.get(i);
      if (candidate.isLegal()) {
        Content content = candidate.content();
        if (content.isUnknown()
            || ByteBuffer.wrap(content.at(at, chunk.limit())).mismatch(chunk) < 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static void judgeSectors(
      Expectation expected,
      View view,
      Expectation.Segment segment,
      ByteBuffer chunk,
      long start,
      DamagedPieces damaged) {
    long end = start + chunk.limit();
    for (long at = start; at < end; ) {
      int size = (int) Math.min(end - at, SECTOR - at % SECTOR);
      byte[] found = new byte[size];
      chunk.get((int) (at - start), found);
      SectorJudge judge = new SectorJudge(expected, segment, found, at);
      SectorJudge.Finding finding = judge.judge();
      if (finding.damage() != null) {
        damaged.add(
            new DamagedRange(
                expected.path(),
                view,
                at,
                size,
                1,
                finding.damage(),
                finding.cause(),
                finding.found(),
                judge.legal(),
                finding.explanation()));
      }
      at += size;
    }
  }
}
