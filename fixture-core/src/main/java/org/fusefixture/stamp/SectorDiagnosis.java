package org.fusefixture.stamp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.stamp.SectorSources.Source;
import org.jspecify.annotations.Nullable;

/** Finds out where the bytes of a wrong sector came from. */
final class SectorDiagnosis {
  /** If two sources differ in fewer bytes, a part may agree with either by chance. */
  private static final int LEAST_TELLING = 4;

  private final byte[] found;
  private final long start;
  private final WrongSector.Kind kind;
  private final @Nullable Source source;
  private final Supplier<String> explanation;

  private SectorDiagnosis(
      byte[] found,
      long start,
      WrongSector.Kind kind,
      @Nullable Source source,
      Supplier<String> explanation) {
    this.found = found;
    this.start = start;
    this.kind = kind;
    this.source = source;
    this.explanation = explanation;
  }

  /**
   * Judges bytes that differ from what is expected.
   *
   * @param found 1 to 512 bytes of one sector
   * @param start where in the file they belong
   */
  static SectorDiagnosis of(byte[] found, long start, Stamp expected) {
    List<Source> sources = new ArrayList<>(SectorSources.told(found, start, expected));
    SectorDiagnosis diagnosis = explain(found, start, expected, sources);
    if (diagnosis == null) {
      sources.addAll(SectorSources.nearby(found, start, expected));
      diagnosis = explain(found, start, expected, sources);
    }
    return diagnosis != null ? diagnosis : corrupted(found, start, expected, sources);
  }

  WrongSector.Kind kind() {
    return kind;
  }

  WrongSector describe() {
    Source known = source != null && !source.isZeros() ? source : null;
    return new WrongSector(
        start,
        found.length,
        kind,
        known == null ? null : known.stamp(),
        known == null ? -1 : known.offset(),
        explanation.get());
  }

  /** The bytes as those of one source, or the start of one and the end of another; else null. */
  private static @Nullable SectorDiagnosis explain(
      byte[] found, long start, Stamp expected, List<Source> sources) {
    Source first = null;
    Source last = null;
    int prefix = -1;
    int suffix = -1;
    for (Source source : sources) {
      int equal = Arrays.mismatch(found, source.bytes());
      if (equal < 0) {
        return whole(found, start, expected, source);
      }
      if (equal > prefix) {
        first = source;
        prefix = equal;
      }
      int equalFromEnd = commonSuffix(found, source.bytes());
      if (equalFromEnd > suffix) {
        last = source;
        suffix = equalFromEnd;
      }
    }
    if (first == null
        || last == null
        || prefix + suffix < found.length
        || differences(first.bytes(), last.bytes(), 0, prefix) < LEAST_TELLING
        || differences(first.bytes(), last.bytes(), prefix, found.length) < LEAST_TELLING) {
      return null;
    }
    return torn(found, start, expected, first, last, prefix);
  }

  private static SectorDiagnosis whole(byte[] found, long start, Stamp expected, Source source) {
    WrongSector.Kind kind = kind(source, start, expected);
    return new SectorDiagnosis(
        found,
        start,
        kind,
        source,
        () ->
            kind == WrongSector.Kind.ZEROED
                ? "zeros instead of [" + expected + "]"
                : "carries " + source.describe(expected, start));
  }

  private static WrongSector.Kind kind(Source source, long start, Stamp expected) {
    Stamp stamp = source.stamp();
    if (stamp == null) {
      return WrongSector.Kind.ZEROED;
    }
    if (!stamp.withGeneration(expected.generation()).equals(expected)) {
      return WrongSector.Kind.FOREIGN;
    }
    if (source.offset() != start) {
      return WrongSector.Kind.MISPLACED;
    }
    return stamp.generation() < expected.generation()
        ? WrongSector.Kind.EARLIER_GENERATION
        : WrongSector.Kind.LATER_GENERATION;
  }

  private static SectorDiagnosis torn(
      byte[] found, long start, Stamp expected, Source first, Source last, int prefix) {
    boolean startsRight = expected.equals(first.stamp()) && first.offset() == start;
    return new SectorDiagnosis(
        found,
        start,
        WrongSector.Kind.TORN,
        startsRight ? last : first,
        () ->
            "the first "
                + prefix
                + " bytes carry "
                + first.describe(expected, start)
                + ", the other "
                + (found.length - prefix)
                + " carry "
                + last.describe(expected, start));
  }

  private static SectorDiagnosis corrupted(
      byte[] found, long start, Stamp expected, List<Source> sources) {
    Source nearest = sources.get(0);
    int fewest = found.length;
    for (Source source : sources) {
      int different = differences(found, source.bytes());
      if (different < fewest) {
        fewest = different;
        nearest = source;
      }
    }
    // Random bytes agree with any others in 1 of 256: such agreement means nothing.
    boolean alike = fewest <= found.length / 2 && !nearest.isZeros();
    Source like = alike ? nearest : null;
    return new SectorDiagnosis(
        found,
        start,
        WrongSector.Kind.CORRUPTED,
        like,
        () -> explainCorruption(found, start, expected, like == null ? sources.get(0) : like));
  }

  private static String explainCorruption(
      byte[] found, long start, Stamp expected, Source nearest) {
    if (commonSuffix(found, filled(found)) == found.length) {
      return String.format("every byte is 0x%02x", found[0]);
    }
    int at = Arrays.mismatch(found, nearest.bytes());
    return String.format(
        "%d of %d bytes differ from %s, the first at byte %d: 0x%02x instead of 0x%02x",
        differences(found, nearest.bytes()),
        found.length,
        nearest.describe(expected, start),
        at,
        found[at],
        nearest.bytes()[at]);
  }

  private static byte[] filled(byte[] found) {
    byte[] bytes = new byte[found.length];
    Arrays.fill(bytes, found[0]);
    return bytes;
  }

  private static int commonSuffix(byte[] found, byte[] other) {
    int equal = 0;
    while (equal < found.length
        && found[found.length - 1 - equal] == other[found.length - 1 - equal]) {
      equal++;
    }
    return equal;
  }

  private static int differences(byte[] found, byte[] other) {
    return differences(found, other, 0, found.length);
  }

  private static int differences(byte[] found, byte[] other, int from, int to) {
    int different = 0;
    for (int i = from; i < to; i++) {
      different += found[i] == other[i] ? 0 : 1;
    }
    return different;
  }
}
