package org.fusefixture.stamp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict on a range of a file.
 *
 * @param expected what it should hold
 * @param offset of the range in the file, in bytes
 * @param size of the range in bytes
 * @param sectors number of sectors that the range touches
 * @param wrong exact numbers of wrong sectors; a kind that does not occur has no entry
 * @param first the first wrong sectors, by offset; their number is bounded
 */
public record StampVerdict(
    Stamp expected,
    long offset,
    long size,
    long sectors,
    Map<WrongSector.Kind, Long> wrong,
    List<WrongSector> first) {

  /** Default number of wrong sectors that are described. */
  public static final int DESCRIBED = 16;

  /**
   * Copies the collections.
   *
   * @param expected as {@link #expected()}
   * @param offset as {@link #offset()}
   * @param size as {@link #size()}
   * @param sectors as {@link #sectors()}
   * @param wrong as {@link #wrong()}
   * @param first as {@link #first()}
   */
  public StampVerdict {
    wrong = wrong.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(wrong));
    first = List.copyOf(first);
  }

  /** {@return whether every byte is as expected} */
  public boolean holds() {
    return wrong.isEmpty();
  }

  /** {@return the number of wrong sectors, described or not} */
  public long wrongSectors() {
    return wrong.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Combines this verdict and the one on the range that follows. A sector that both ranges touch is
   * counted twice; split at multiples of 512 to avoid that.
   *
   * @param next on the range that starts where this one ends
   * @return the verdict on both ranges
   * @throws IllegalArgumentException if the other range does not follow, or another stamp was
   *     expected there
   */
  public StampVerdict plus(StampVerdict next) {
    if (!next.expected.equals(expected) || next.offset != offset + size) {
      throw new IllegalArgumentException(
          "a verdict on ["
              + expected
              + "] up to "
              + (offset + size)
              + " cannot be continued by one on ["
              + next.expected
              + "] from "
              + next.offset);
    }
    Map<WrongSector.Kind, Long> counts = new EnumMap<>(WrongSector.Kind.class);
    counts.putAll(wrong);
    next.wrong.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    List<WrongSector> described = new ArrayList<>(first);
    int room = Math.max(DESCRIBED, Math.max(first.size(), next.first.size())) - first.size();
    described.addAll(next.first.subList(0, Math.min(room, next.first.size())));
    return new StampVerdict(
        expected, offset, size + next.size, sectors + next.sectors, counts, described);
  }

  /** Several lines: the counts, then the wrong sectors that are described. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder()
            .append(size)
            .append(" bytes at offset ")
            .append(offset)
            .append(" expected to hold [")
            .append(expected)
            .append("]: ");
    if (holds()) {
      return text.append("all ").append(sectors).append(" sectors do").toString();
    }
    text.append(wrongSectors()).append(" of ").append(sectors).append(" sectors do not ");
    text.append(wrong);
    for (WrongSector sector : first) {
      text.append("\n  ").append(sector);
    }
    long more = wrongSectors() - first.size();
    return more > 0
        ? text.append("\n  and ").append(more).append(" more").toString()
        : text.toString();
  }
}
