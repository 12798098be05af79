package org.fusefixture.internal.oracle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.internal.oracle.Expectation.Segment;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.WrongSector;
import org.jspecify.annotations.Nullable;

/** Classifies the bytes of a sector, or of the part of one that lies in a segment. */
final class SectorJudge {
  private static final long FOUR_GIBIBYTES = 1L << 32;

  /** Fewer bytes than this may agree by chance. */
  static final int LEAST_TELLING = 8;

  /** As {@link #LEAST_TELLING}, of each of two parts that agree. */
  private static final int LEAST_TELLING_PART = 4;

  /** What is found where the bytes do not tell whose they are. */
  static final String NO_STAMP = "bytes that carry no whole stamp";

  /** Looked for where nobody has written; bytes may be like it, as they may be like any. */
  private static final Stamp NOBODY = new Stamp(0, 0, 0, -1);

  private final Expectation expected;
  private final List<Candidate> candidates;
  private final byte[] found;
  private final long position;

  /**
   * @param position in the file of the first byte
   */
  SectorJudge(Expectation expected, Segment segment, byte[] found, long position) {
    this.expected = expected;
    this.candidates = segment.candidates();
    this.found = found;
    this.position = position;
  }

  /** What is wrong; damage is null if nothing is wrong. */
  record Finding(@Nullable Damage damage, Cause cause, String found, String explanation) {
    static final Finding NONE = new Finding(null, Cause.CORRUPTED, "", "");
  }

  Finding judge() {
    boolean halfDone = false;
    for (Candidate candidate : candidates) {
      if (candidate.isLegal() && (candidate.content().isUnknown() || isAll(candidate))) {
        return Finding.NONE;
      }
      halfDone |= candidate.role() == Candidate.Role.UNDER_WAY;
    }
    return halfDone && isMixture() ? Finding.NONE : classify();
  }

  /** The legal content, for a person; the latest call comes first. */
  String legal() {
    StringBuilder text = new StringBuilder();
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (candidates.get(i).isLegal()) {
        text.append(text.length() == 0 ? "" : "\n          or ").append(candidates.get(i));
      }
    }
    return text.toString();
  }

  private boolean isAll(Candidate candidate) {
    return Arrays.equals(bytes(candidate), found);
  }

  private byte[] bytes(Candidate candidate) {
    return candidate.content().at(position, found.length);
  }

  /** Whether each byte is legal. */
  private boolean isMixture() {
    boolean[] explained = new boolean[found.length];
    for (Candidate candidate : candidates) {
      if (candidate.isLegal()) {
        byte[] bytes = bytes(candidate);
        for (int i = 0; i < found.length; i++) {
          explained[i] |= bytes[i] == found[i];
        }
      }
    }
    for (boolean byteExplained : explained) {
      if (!byteExplained) {
        return false;
      }
    }
    return true;
  }

  private Finding classify() {
    for (int i = candidates.size() - 1; i >= 0; i--) {
      Candidate candidate = candidates.get(i);
      if (candidate.role() == Candidate.Role.REPLACED
          && !candidate.content().isUnknown()
          && !candidate.content().isZeros()
          && isAll(candidate)) {
        return new Finding(Damage.STALE, lost(), candidate.toString(), "");
      }
    }
    if (isZeros()) {
      return new Finding(Damage.ZEROED, lost(), "zeros", "");
    }
    for (Candidate candidate : candidates) {
      if (isTellingChange(candidate) && isAll(candidate)) {
        return new Finding(
            Damage.MUTATED_AFTER_REPLY,
            Cause.LATE_PAYLOAD,
            "[" + candidate.content() + "]",
            "the client put that into the pages of " + candidate.origin() + " afterwards");
      }
    }
    if (found.length < LEAST_TELLING) {
      return new Finding(
          Damage.CORRUPTED, isInHole() ? Cause.HOLE_NOT_ZERO : Cause.CORRUPTED, NO_STAMP, "");
    }
    Finding torn = torn();
    return torn != null ? torn : byStamp();
  }

  /** Whether only a look at changed pages explains such bytes; zeros may come from anywhere. */
  private boolean isTellingChange(Candidate candidate) {
    return candidate.role() == Candidate.Role.PAGES_CHANGED
        && found.length >= LEAST_TELLING
        && !candidate.content().isUnknown()
        && !candidate.content().isZeros();
  }

  /** Why what the latest legal call put here is not here. */
  private Cause lost() {
    Candidate latest = latestLegal();
    return switch (latest.origin().change()) {
      case TRUNCATION -> Cause.TRUNCATION_KEEPS_BYTES;
      case CLEARING -> Cause.HOLE_KEEPS_BYTES;
      case STORE -> Cause.CACHED_WRITE_LOST;
      case WRITE -> Cause.WRITE_LOST;
      case NONE -> latest.content().isZeros() ? Cause.HOLE_NOT_ZERO : Cause.WRITE_LOST;
    };
  }

  private boolean isInHole() {
    return latestLegal().content().isZeros();
  }

  /** There always is one: what no later call replaced. */
  private Candidate latestLegal() {
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (candidates.get(i).isLegal()) {
        return candidates.get(i);
      }
    }
    throw new IllegalStateException("nothing is legal among " + candidates);
  }

  private boolean isZeros() {
    for (byte b : found) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The start of one candidate and the end of another. */
  private @Nullable Finding torn() {
    Candidate first = null;
    Candidate last = null;
    int prefix = 0;
    int suffix = 0;
    for (Candidate candidate : candidates) {
      boolean changed = candidate.role() == Candidate.Role.PAGES_CHANGED;
      if (candidate.content().isUnknown() || (changed && !isTellingChange(candidate))) {
        continue;
      }
      byte[] bytes = bytes(candidate);
      int equal = Arrays.mismatch(bytes, found);
      if (equal >= prefix) {
        first = candidate;
        prefix = equal;
      }
      int fromEnd = 0;
      while (fromEnd < found.length
          && bytes[found.length - 1 - fromEnd] == found[found.length - 1 - fromEnd]) {
        fromEnd++;
      }
      if (fromEnd >= suffix) {
        last = candidate;
        suffix = fromEnd;
      }
    }
    if (first == null
        || last == null
        || prefix + suffix < found.length
        || tellsNothing(first, last, prefix)) {
      return null;
    }
    boolean changed =
        first.role() == Candidate.Role.PAGES_CHANGED || last.role() == Candidate.Role.PAGES_CHANGED;
    return new Finding(
        changed ? Damage.MUTATED_AFTER_REPLY : Damage.TORN,
        changed ? Cause.LATE_PAYLOAD : Cause.WRITE_TORN,
        "the first " + prefix + " bytes of " + first + ", then " + last,
        changed ? "a part of it was put into the pages after the write had returned" : "");
  }

  private boolean tellsNothing(Candidate first, Candidate last, int at) {
    byte[] one = bytes(first);
    byte[] other = bytes(last);
    int before = 0;
    int after = 0;
    for (int i = 0; i < found.length; i++) {
      if (one[i] != other[i]) {
        before += i < at ? 1 : 0;
        after += i < at ? 0 : 1;
      }
    }
    return before < LEAST_TELLING_PART || after < LEAST_TELLING_PART;
  }

  /** Classifies the bytes by the stamps in them. */
  private Finding byStamp() {
    Content reference = latestStamped();
    Stamp stamp = reference == null ? NOBODY : reference.requireStamp();
    long shift = reference == null ? 0 : reference.shift();
    List<WrongSector> wrong = stamp.check(ByteBuffer.wrap(found), position + shift).first();
    if (wrong.isEmpty()) {
      return new Finding(Damage.STALE, lost(), "[" + stamp + "]", "");
    }
    WrongSector sector = wrong.get(0);
    if (reference == null) {
      return withoutReference(sector);
    }
    return switch (sector.kind()) {
      case ZEROED -> of(Damage.ZEROED, lost(), sector);
      case EARLIER_GENERATION -> of(Damage.STALE, lost(), sector);
      case LATER_GENERATION ->
          expected.pagesLent()
              ? of(Damage.MUTATED_AFTER_REPLY, Cause.LATE_PAYLOAD, sector)
              : of(Damage.FOREIGN, Cause.SHARED_MEMORY, sector);
      case MISPLACED -> misplaced(sector, sector.foundOffset() - sector.offset());
      case FOREIGN -> of(Damage.FOREIGN, Cause.SHARED_MEMORY, sector);
      case TORN ->
          isOfSamePlace(sector, stamp)
              ? of(Damage.TORN, Cause.WRITE_TORN, sector)
              : of(Damage.FOREIGN, Cause.SHARED_MEMORY, sector);
      case CORRUPTED -> corrupted(sector);
    };
  }

  private static Finding of(Damage damage, Cause cause, WrongSector sector) {
    return new Finding(damage, cause, describe(sector), sector.explanation());
  }

  private Finding corrupted(WrongSector sector) {
    return of(Damage.CORRUPTED, isInHole() ? Cause.HOLE_NOT_ZERO : Cause.CORRUPTED, sector);
  }

  /** A part from elsewhere is foreign; only parts of the same place are torn. */
  private static boolean isOfSamePlace(WrongSector sector, Stamp stamp) {
    return sector.found() == null
        || sector.found().withGeneration(stamp.generation()).equals(stamp);
  }

  private Finding withoutReference(WrongSector sector) {
    Stamp somebody = somebody(sector);
    if (somebody == null) {
      return corrupted(sector);
    }
    if (!expected.own().contains(somebody.withGeneration(0))) {
      return new Finding(Damage.FOREIGN, Cause.SHARED_MEMORY, describe(sector), "");
    }
    return sector.foundOffset() == position
        ? new Finding(Damage.STALE, lost(), describe(sector), "")
        : misplaced(sector, sector.foundOffset() - position);
  }

  private static Finding misplaced(WrongSector sector, long distance) {
    return distance % FOUR_GIBIBYTES == 0
        ? new Finding(
            Damage.MISPLACED,
            Cause.OFFSET_CUT,
            describe(sector),
            "both offsets are the same in 32 bits: one was cut to them on its way")
        : new Finding(Damage.MISPLACED, Cause.MISPLACED, describe(sector), sector.explanation());
  }

  /** The stamp that the bytes carry, if they carry one of a writer. */
  private static @Nullable Stamp somebody(WrongSector sector) {
    Stamp found = sector.found();
    return found == null || found.withGeneration(0).equals(NOBODY) ? null : found;
  }

  private static String describe(WrongSector sector) {
    Stamp somebody = somebody(sector);
    return somebody == null ? NO_STAMP : "[" + somebody + "] of offset " + sector.foundOffset();
  }

  private @Nullable Content latestStamped() {
    Content latest = null;
    for (Candidate candidate : candidates) {
      boolean better = latest == null || candidate.isLegal();
      if (candidate.content().kind() == Content.Kind.STAMPED && better) {
        latest = candidate.content();
      }
    }
    return latest;
  }
}
