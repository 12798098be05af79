package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists possible sources of the bytes of a wrong sector, by the headers and trailers in them. */
final class SectorSources {
  /** How far from the expected generation to search if no header is left. */
  private static final int NEARBY_GENERATIONS = 8;

  /** Fewer bytes may match another generation by chance. */
  private static final int LEAST_TELLING = 8;

  /** The first sources: the expected bytes, zeros, and those that headers and trailers name. */
  static List<Source> told(byte[] found, long start, Stamp expected) {
    List<Source> sources = new ArrayList<>();
    sources.add(Source.stamped(expected, start, found.length));
    sources.add(Source.zeros(found.length));
    for (int at = 0; at + SectorLayout.HEADER_BYTES <= found.length; at++) {
      SectorLayout.Header header = SectorLayout.headerAt(found, at);
      if (header != null) {
        add(sources, header.stamp(), header.offset() - at, found.length);
      }
      SectorLayout.Header trailer = SectorLayout.trailerAt(found, at);
      if (trailer != null) {
        add(
            sources,
            trailer.stamp(),
            trailer.offset() + (SectorLayout.TRAILER_AT - at),
            found.length);
      }
    }
    return sources;
  }

  /** The next sources: other generations of the same place. */
  static List<Source> nearby(byte[] found, long start, Stamp expected) {
    List<Source> sources = new ArrayList<>();
    if (found.length < LEAST_TELLING) {
      return sources;
    }
    for (int distance = 1; distance <= NEARBY_GENERATIONS; distance++) {
      long generation = expected.generation();
      add(sources, expected.withGeneration(generation - distance), start, found.length);
      add(sources, expected.withGeneration(generation + distance), start, found.length);
    }
    return sources;
  }

  private static void add(List<Source> sources, Stamp stamp, long offset, int size) {
    boolean possible = offset >= 0 && offset <= Long.MAX_VALUE - size;
    if (possible
        && sources.stream().noneMatch(s -> s.offset() == offset && stamp.equals(s.stamp()))) {
      sources.add(Source.stamped(stamp, offset, size));
    }
  }

  private SectorSources() {}

  /**
   * A possible source of bytes.
   *
   * @param stamp their stamp; null for zeros
   * @param offset where in the file the first of them belongs; -1 for zeros
   * @param bytes the bytes of this source
   */
  record Source(@Nullable Stamp stamp, long offset, byte[] bytes) {

    /** Zeros: a hole, or memory never written. */
    static Source zeros(int size) {
      return new Source(null, -1, new byte[size]);
    }

    /** Stamped bytes; the range must lie between 0 and {@code Long.MAX_VALUE}. */
    static Source stamped(Stamp stamp, long offset, int size) {
      byte[] bytes = new byte[size];
      stamp.fill(ByteBuffer.wrap(bytes), offset);
      return new Source(stamp, offset, bytes);
    }

    boolean isZeros() {
      return stamp == null;
    }

    /** How this differs from what was expected, for a person. */
    String describe(Stamp expected, long start) {
      if (stamp == null) {
        return "zeros";
      }
      StringBuilder text = new StringBuilder();
      difference(text, "seed", stamp.seed(), expected.seed());
      difference(text, "file", stamp.file(), expected.file());
      difference(text, "client", stamp.client(), expected.client());
      difference(text, "offset", offset, start);
      difference(text, "generation", stamp.generation(), expected.generation());
      return text.length() == 0 ? "what is expected" : text.toString();
    }

    private static void difference(StringBuilder text, String name, long found, long expected) {
      if (found != expected) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(name)
            .append(' ')
            .append(found)
            .append(" instead of ")
            .append(expected);
      }
    }
  }
}
