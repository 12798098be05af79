package org.fusefixture.internal.oracle;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.internal.oracle.Expectation.Origin;
import org.fusefixture.internal.oracle.Expectation.Segment;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedRange;
import org.jspecify.annotations.Nullable;

/**
 * The damaged sectors of a reading, by offset. What lies beside a run of them tells more of its
 * cause than each of them does.
 */
final class DamagedPieces {
  /** A block of a filesystem is no larger, usually. */
  private static final long BLOCK = 4096;

  private static final long SECTOR = 512;

  private final Expectation expected;
  private final List<DamagedRange> pieces = new ArrayList<>();

  DamagedPieces(Expectation expected) {
    this.expected = expected;
  }

  void add(DamagedRange piece) {
    pieces.add(piece);
  }

  /** With the causes that their neighbours tell. */
  List<DamagedRange> ranges() {
    for (int i = 0; i < pieces.size(); i++) {
      adopt(i, i - 1);
      adopt(i, i + 1);
    }
    for (int first = 0; first < pieces.size(); ) {
      int next = first + 1;
      while (next < pieces.size() && continues(pieces.get(next - 1), pieces.get(next))) {
        next++;
      }
      boolean cutWithin = first > 0 && isCut(pieces.get(first - 1), pieces.get(first));
      refine(pieces.subList(cutWithin ? first - 1 : first, next), cutWithin ? 1 : 0);
      first = next;
    }
    return pieces;
  }

  /** A part of a sector that tells nothing by itself belongs to the damage beside it. */
  private void adopt(int index, int neighbour) {
    if (neighbour < 0 || neighbour >= pieces.size()) {
      return;
    }
    DamagedRange few = pieces.get(index);
    DamagedRange beside = pieces.get(neighbour);
    boolean touches = neighbour < index ? follows(beside, few) : follows(few, beside);
    if (touches && tellsNothing(few) && !tellsNothing(beside)) {
      pieces.set(
          index,
          new DamagedRange(
              few.path(),
              few.view(),
              few.offset(),
              few.length(),
              1,
              beside.damage(),
              beside.cause(),
              few.found(),
              few.expected(),
              few.explanation()));
    }
  }

  private static boolean tellsNothing(DamagedRange piece) {
    return piece.length() < SectorJudge.LEAST_TELLING
        || (piece.length() < SECTOR && piece.found().equals(SectorJudge.NO_STAMP));
  }

  private static boolean follows(DamagedRange one, DamagedRange next) {
    return one.offset() + one.length() == next.offset();
  }

  /** Whether the same write is lost in both. */
  private boolean continues(DamagedRange one, DamagedRange next) {
    Origin origin = origin(one.offset());
    return follows(one, next)
        && one.cause() == next.cause()
        && origin != null
        && origin.equals(origin(next.offset()));
  }

  /** Whether a write ends within a sector, and is missing from the next one on. */
  private boolean isCut(DamagedRange one, DamagedRange next) {
    Origin origin = origin(one.offset());
    return one.damage() == Damage.TORN
        && follows(one, next)
        && origin != null
        && origin.equals(origin(next.offset()));
  }

  /**
   * @param lostFrom the first piece of which nothing is there
   */
  private void refine(List<DamagedRange> run, int lostFrom) {
    long start = run.get(0).offset();
    long end = run.get(run.size() - 1).offset() + run.get(run.size() - 1).length();
    Origin lost = origin(start);
    if (run.get(lostFrom).cause() != Cause.WRITE_LOST || lost == null) {
      return;
    }
    Origin before = origin(start - 1);
    Origin behind = origin(end);
    boolean zeroed = run.stream().allMatch(piece -> piece.damage() == Damage.ZEROED);
    if (zeroed && end - start < BLOCK && (isLater(before, lost) || isLater(behind, lost))) {
      run.replaceAll(piece -> piece.withCause(Cause.ZEROED_NEIGHBOURS));
    } else if (lost.equals(before) && isRight(start - 1) && !lost.equals(behind)) {
      run.replaceAll(piece -> piece.withCause(Cause.PARTIAL_STORE));
    }
  }

  private static boolean isLater(@Nullable Origin one, Origin other) {
    return one != null && one.number() > other.number();
  }

  private boolean isRight(long offset) {
    return pieces.stream()
        .noneMatch(piece -> piece.offset() <= offset && offset < piece.offset() + piece.length());
  }

  /** The latest legal call that has put something at an offset. */
  private @Nullable Origin origin(long offset) {
    for (Segment segment : expected.segments()) {
      if (segment.start() <= offset && offset < segment.end()) {
        Origin latest = null;
        for (Candidate candidate : segment.candidates()) {
          latest = candidate.isLegal() ? candidate.origin() : latest;
        }
        return latest;
      }
    }
    return null;
  }
}
