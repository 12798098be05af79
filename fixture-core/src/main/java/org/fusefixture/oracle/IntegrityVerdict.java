package org.fusefixture.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found in the files that a client wrote.
 *
 * @param files number of looks at a file, one for each view of it
 * @param bytes that were judged
 * @param damage exact numbers of damaged sectors; a class that was not met has no entry
 * @param first the first damaged sectors; their number is bounded
 * @param unjudged what could not be judged and why, one line each
 */
public record IntegrityVerdict(
    int files,
    long bytes,
    Map<Damage, Long> damage,
    List<DamagedSector> first,
    List<String> unjudged) {
  /** Most damaged sectors that are described. */
  public static final int DESCRIBED = 32;

  /** Nothing looked at. */
  public static final IntegrityVerdict EMPTY =
      new IntegrityVerdict(0, 0, Map.of(), List.of(), List.of());

  public IntegrityVerdict {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    counts.putAll(damage == null ? Map.of() : damage);
    damage = Collections.unmodifiableMap(counts);
    first = first == null ? List.of() : List.copyOf(first);
    unjudged = unjudged == null ? List.of() : List.copyOf(unjudged);
  }

  /** Of one look at a file. */
  static IntegrityVerdict of(long bytes, List<DamagedSector> damaged) {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    damaged.forEach(sector -> counts.merge(sector.damage(), 1L, Long::sum));
    return new IntegrityVerdict(
        1, bytes, counts, damaged.subList(0, Math.min(DESCRIBED, damaged.size())), List.of());
  }

  /** A file that could not be judged. */
  public static IntegrityVerdict unjudged(String reason) {
    return new IntegrityVerdict(0, 0, Map.of(), List.of(), List.of(reason));
  }

  /** A file that is wrong as a whole. */
  public static IntegrityVerdict of(DamagedSector whole) {
    return of(0, List.of(whole));
  }

  /** Whether nothing is damaged. */
  public boolean holds() {
    return damage.isEmpty();
  }

  /** The classes of damage that were met. */
  public Set<Damage> classes() {
    return damage.keySet();
  }

  /** Number of damaged sectors, described or not. */
  public long damagedSectors() {
    return damage.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both as one. */
  public IntegrityVerdict plus(IntegrityVerdict other) {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    counts.putAll(damage);
    other.damage.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    List<DamagedSector> described = new ArrayList<>(first);
    int room = Math.max(0, DESCRIBED - described.size());
    described.addAll(other.first.subList(0, Math.min(room, other.first.size())));
    List<String> reasons = new ArrayList<>(unjudged);
    reasons.addAll(other.unjudged);
    return new IntegrityVerdict(
        files + other.files, bytes + other.bytes, counts, described, reasons);
  }

  /** Several lines: the counts, then the damaged sectors that are described. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (holds()) {
      text.append(bytes).append(" bytes in ").append(files).append(" readings are as written");
    } else {
      text.append(damagedSectors()).append(" damaged ").append(damage);
      first.forEach(sector -> text.append("\n  ").append(sector));
      long more = damagedSectors() - first.size();
      if (more > 0) {
        text.append("\n  and ").append(more).append(" more");
      }
    }
    unjudged.forEach(reason -> text.append("\n  not judged: ").append(reason));
    return text.toString();
  }
}
