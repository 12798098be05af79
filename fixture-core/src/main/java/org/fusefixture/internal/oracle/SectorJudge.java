package org.fusefixture.internal.oracle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.internal.oracle.Expectation.Candidate;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.WrongSector;
import org.jspecify.annotations.Nullable;

/** Classifies the bytes of a sector, or of the part of one that lies in a segment. */
final class SectorJudge {
  private static final long FOUR_GIBIBYTES = 1L << 32;

  /** Fewer bytes than this may agree by chance. */
  private static final int LEAST_TELLING = 4;

  private static final Stamp NOBODY = new Stamp(0, 0, 0, -1);

  private final List<Stamp> own;
  private final List<Candidate> candidates;
  private final byte[] found;
  private final long position;

  /**
   * @param own stamps of what was ever written to the file, of any generation
   * @param position in the file of the first byte
   */
  SectorJudge(List<Stamp> own, List<Candidate> candidates, byte[] found, long position) {
    this.own = own;
    this.candidates = candidates;
    this.found = found;
    this.position = position;
  }

  /** What is wrong; damage is null if nothing is wrong. */
  record Finding(@Nullable Damage damage, String found, String explanation) {
    static final Finding NONE = new Finding(null, "", "");
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
  String expected() {
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
      if (candidate.content().isUnknown() || !isAll(candidate)) {
        continue;
      }
      if (candidate.role() == Candidate.Role.PAGES_CHANGED) {
        return new Finding(
            Damage.MUTATED_AFTER_REPLY,
            "[" + candidate.content() + "]",
            "the client put that into the pages of " + candidate.origin() + " afterwards");
      }
      if (!candidate.content().isZeros()) {
        return new Finding(Damage.STALE, candidate.toString(), "");
      }
    }
    if (isZeros()) {
      return new Finding(Damage.ZEROED, "zeros", "");
    }
    Finding torn = torn();
    return torn != null ? torn : byStamp();
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
      if (candidate.content().isUnknown()) {
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
    return before < LEAST_TELLING || after < LEAST_TELLING;
  }

  /** Classifies the bytes by the stamps in them. */
  private Finding byStamp() {
    Content reference = latestStamped();
    Stamp stamp = reference == null ? NOBODY : reference.requireStamp();
    long shift = reference == null ? 0 : reference.shift();
    List<WrongSector> wrong = stamp.check(ByteBuffer.wrap(found), position + shift).first();
    if (wrong.isEmpty()) {
      return new Finding(Damage.STALE, "[" + stamp + "]", "");
    }
    WrongSector sector = wrong.get(0);
    if (reference == null) {
      return withoutReference(sector);
    }
    Damage damage =
        switch (sector.kind()) {
          case ZEROED -> Damage.ZEROED;
          case EARLIER_GENERATION -> Damage.STALE;
          case LATER_GENERATION -> Damage.MUTATED_AFTER_REPLY;
          case MISPLACED -> Damage.MISPLACED;
          case FOREIGN -> Damage.FOREIGN;
          case TORN -> tornByStamp(sector, stamp);
          case CORRUPTED -> Damage.CORRUPTED;
        };
    return new Finding(damage, describe(sector), sector.explanation());
  }

  /** A part from elsewhere is foreign; only parts of the same place are torn. */
  private Damage tornByStamp(WrongSector sector, Stamp expected) {
    if (sector.found() == null) {
      return Damage.TORN;
    }
    if (!sector.found().withGeneration(expected.generation()).equals(expected)) {
      return Damage.FOREIGN;
    }
    return Damage.TORN;
  }

  private Finding withoutReference(WrongSector sector) {
    if (sector.found() == null) {
      return new Finding(Damage.CORRUPTED, describe(sector), sector.explanation());
    }
    boolean ours = own.contains(sector.found().withGeneration(0));
    Damage damage =
        !ours ? Damage.FOREIGN : sector.foundOffset() == position ? Damage.STALE : Damage.MISPLACED;
    return new Finding(
        damage,
        describe(sector),
        damage == Damage.MISPLACED ? distance(sector.foundOffset() - position) : "");
  }

  /** What a distance reveals about its cause. */
  private static String distance(long bytes) {
    return bytes % FOUR_GIBIBYTES == 0
        ? "both offsets are the same in 32 bits: one was cut to them on its way"
        : "";
  }

  private static String describe(WrongSector sector) {
    return sector.found() == null
        ? "bytes that carry no whole stamp"
        : "[" + sector.found() + "] of offset " + sector.foundOffset();
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
