package org.fusefixture.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The verdict on the files that a client wrote.
 *
 * @param files number of readings, one for each view of a file
 * @param bytes number of bytes that were judged
 * @param damage exact numbers of damaged sectors; a kind that does not occur has no entry
 * @param first the first damaged ranges, at most {@value #DESCRIBED}
 * @param unjudged what could not be judged and why, one line each
 */
public record IntegrityVerdict(
    int files,
    long bytes,
    Map<Damage, Long> damage,
    List<DamagedRange> first,
    List<String> unjudged) {
  /** Greatest number of damaged ranges that are described. */
  public static final int DESCRIBED = 64;

  /** Greatest number of damaged ranges that are told to a person. */
  private static final int TOLD = 10;

  /** The verdict if nothing was read. */
  public static final IntegrityVerdict EMPTY =
      new IntegrityVerdict(0, 0, Map.of(), List.of(), List.of());

  /**
   * Copies the collections.
   *
   * @param files as {@link #files()}
   * @param bytes as {@link #bytes()}
   * @param damage as {@link #damage()}
   * @param first as {@link #first()}
   * @param unjudged as {@link #unjudged()}
   */
  public IntegrityVerdict {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    counts.putAll(damage);
    damage = Collections.unmodifiableMap(counts);
    first = List.copyOf(first);
    unjudged = List.copyOf(unjudged);
  }

  /**
   * {@return the verdict on one reading of a file}
   *
   * @param bytes number of bytes that were judged
   * @param damaged the damaged ranges, all of them
   */
  public static IntegrityVerdict of(long bytes, List<DamagedRange> damaged) {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    damaged.forEach(range -> counts.merge(range.damage(), range.sectors(), Long::sum));
    return new IntegrityVerdict(1, bytes, counts, joined(damaged), List.of());
  }

  /**
   * {@return the verdict on a file that could not be judged}
   *
   * @param reason why not, in one line
   */
  public static IntegrityVerdict unjudged(String reason) {
    return new IntegrityVerdict(0, 0, Map.of(), List.of(), List.of(reason));
  }

  /**
   * {@return the verdict on a file that is wrong as a whole}
   *
   * @param whole the damage
   */
  public static IntegrityVerdict of(DamagedRange whole) {
    return of(0, List.of(whole));
  }

  /** {@return whether nothing is damaged} */
  public boolean holds() {
    return damage.isEmpty();
  }

  /** {@return the kinds of damage that occur} */
  public Set<Damage> classes() {
    return damage.keySet();
  }

  /** {@return number of damaged sectors, described or not} */
  public long damagedSectors() {
    return damage.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * {@return the verdict on both}
   *
   * @param other on other readings
   */
  public IntegrityVerdict plus(IntegrityVerdict other) {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    counts.putAll(damage);
    other.damage.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    List<DamagedRange> described = new ArrayList<>(first);
    described.addAll(other.first);
    List<String> reasons = new ArrayList<>(unjudged);
    reasons.addAll(other.unjudged);
    return new IntegrityVerdict(
        files + other.files, bytes + other.bytes, counts, joined(described), reasons);
  }

  /** Ranges that follow each other and have one cause are one; at most as many as are described. */
  private static List<DamagedRange> joined(List<DamagedRange> ranges) {
    List<DamagedRange> joined = new ArrayList<>();
    for (DamagedRange range : ranges) {
      int last = joined.size() - 1;
      if (last >= 0 && range.continues(joined.get(last))) {
        joined.set(last, joined.get(last).with(range));
      } else if (joined.size() < DESCRIBED) {
        joined.add(range);
      }
    }
    return joined;
  }

  /** {@return the likeliest cause of all that is damaged; empty if nothing is} */
  public Optional<Cause> cause() {
    return Cause.likeliest(first.stream().map(DamagedRange::cause).toList());
  }

  /**
   * {@return what is told of the damaged ranges: the most telling first, each once for all views
   * that show it, and the rest counted by class}
   */
  public List<String> findings() {
    Map<DamagedRange, StringJoiner> views = new LinkedHashMap<>();
    first.stream()
        .sorted(Comparator.comparing(DamagedRange::cause))
        .forEach(
            range ->
                views
                    .computeIfAbsent(
                        views.keySet().stream().filter(range::isSeenAs).findFirst().orElse(range),
                        key -> new StringJoiner(", "))
                    .add(range.view().description()));
    List<String> told = new ArrayList<>();
    Map<Damage, Long> rest = new EnumMap<>(damage);
    views.forEach(
        (range, seen) -> {
          if (told.size() < TOLD) {
            told.add(range.described(seen.toString()));
            first.stream()
                .filter(range::isSeenAs)
                .forEach(same -> rest.merge(same.damage(), -same.sectors(), Long::sum));
          }
        });
    rest.values().removeIf(count -> count <= 0);
    if (!rest.isEmpty()) {
      told.add("and further sectors: " + rest);
    }
    return told;
  }

  /** Several lines: the likeliest cause, the counts, then what is damaged. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (holds()) {
      text.append(bytes).append(" bytes in ").append(files).append(" readings are as written");
    } else {
      cause().ifPresent(likeliest -> text.append("likeliest cause: " + likeliest.sentence()));
      text.append("\n").append(damagedSectors()).append(" damaged sectors ").append(damage);
      findings().forEach(finding -> text.append("\n  ").append(finding));
    }
    unjudged.forEach(reason -> text.append("\n  not judged: ").append(reason));
    return text.toString();
  }

  /**
   * A range with illegal content that one thing explains; or a whole file that is wrong.
   *
   * @param path of the file
   * @param view how the file was read
   * @param offset of the first byte
   * @param length number of bytes; 0 for the whole file
   * @param sectors number of damaged sectors and parts of sectors in it; 1 for the whole file
   * @param damage what is wrong
   * @param cause the likeliest one
   * @param found what it holds; of several sectors, the first
   * @param expected what it may hold, with the call that put it there
   * @param explanation one more sentence, or empty
   */
  public record DamagedRange(
      String path,
      View view,
      long offset,
      long length,
      long sectors,
      Damage damage,
      Cause cause,
      String found,
      String expected,
      String explanation) {
    /**
     * Refuses null.
     *
     * @param path as {@link #path()}
     * @param view as {@link #view()}
     * @param offset as {@link #offset()}
     * @param length as {@link #length()}
     * @param sectors as {@link #sectors()}
     * @param damage as {@link #damage()}
     * @param cause as {@link #cause()}
     * @param found as {@link #found()}
     * @param expected as {@link #expected()}
     * @param explanation as {@link #explanation()}
     */
    public DamagedRange {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(damage, "damage");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(explanation, "explanation");
    }

    /**
     * {@return a whole file that is wrong}
     *
     * @param path as {@link #path()}
     * @param view as {@link #view()}
     * @param damage as {@link #damage()}
     * @param cause as {@link #cause()}
     * @param found as {@link #found()}
     * @param expected as {@link #expected()}
     * @param explanation as {@link #explanation()}
     */
    public static DamagedRange whole(
        String path,
        View view,
        Damage damage,
        Cause cause,
        String found,
        String expected,
        String explanation) {
      return new DamagedRange(path, view, 0, 0, 1, damage, cause, found, expected, explanation);
    }

    /**
     * {@return the same with another cause}
     *
     * @param other the cause
     */
    public DamagedRange withCause(Cause other) {
      return new DamagedRange(
          path, view, offset, length, sectors, damage, other, found, expected, explanation);
    }

    /** Whether it is the same in another view. */
    boolean isSeenAs(DamagedRange other) {
      return path.equals(other.path)
          && offset == other.offset
          && length == other.length
          && damage == other.damage
          && cause == other.cause;
    }

    boolean continues(DamagedRange before) {
      return length > 0
          && before.length > 0
          && path.equals(before.path)
          && view == before.view
          && offset == before.offset + before.length
          && damage == before.damage
          && cause == before.cause;
    }

    DamagedRange with(DamagedRange next) {
      return new DamagedRange(
          path,
          view,
          offset,
          length + next.length,
          sectors + next.sectors,
          damage,
          cause,
          found,
          expected,
          explanation);
    }

    /** Three lines: where, what was expected, what was found. */
    @Override
    public String toString() {
      return described(view.description());
    }

    String described(String views) {
      String where = length == 0 ? "" : ", " + length + " bytes at " + offset;
      String count = sectors > 1 ? " in " + sectors + " sectors" : "";
      return damage
          + " \""
          + path
          + "\""
          + where
          + count
          + " ("
          + views
          + "): "
          + cause.sentence()
          + "\n    expected "
          + expected
          + "\n    found    "
          + found
          + (explanation.isEmpty() ? "" : "\n    " + explanation);
    }
  }

  /** What is wrong with a sector or a file. */
  public enum Damage {
    /** Bytes that the client put into its pages after the write was acknowledged. */
    MUTATED_AFTER_REPLY,
    /** The start of a sector from one write, its end from another, and neither in progress. */
    TORN,
    /** Bytes that a later write, which has returned, replaced. */
    STALE,
    /** Zeros in place of what was written. */
    ZEROED,
    /** Bytes of another offset of the same file. */
    MISPLACED,
    /** Bytes of another file or writer, perhaps of another request's pipe. */
    FOREIGN,
    /** Bytes that nobody wrote. */
    CORRUPTED,
    /** The file is too long or too short. */
    WRONG_SIZE,
    /** The file cannot be opened, or not be read up to its end. */
    UNREADABLE
  }
}
