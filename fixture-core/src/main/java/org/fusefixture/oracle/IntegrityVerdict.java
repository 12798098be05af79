package org.fusefixture.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The verdict on the files that a client wrote.
 *
 * @param files number of readings, one for each view of a file
 * @param bytes number of bytes that were judged
 * @param damage exact numbers of damaged sectors; a kind that does not occur has no entry
 * @param first the first damaged sectors, at most {@value #DESCRIBED}
 * @param unjudged what could not be judged and why, one line each
 */
public record IntegrityVerdict(
    int files,
    long bytes,
    Map<Damage, Long> damage,
    List<DamagedSector> first,
    List<String> unjudged) {
  /** Greatest number of damaged sectors that are described. */
  public static final int DESCRIBED = 32;

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
   * @param damaged the damaged sectors, all of them
   */
  public static IntegrityVerdict of(long bytes, List<DamagedSector> damaged) {
    Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    damaged.forEach(sector -> counts.merge(sector.damage(), 1L, Long::sum));
    return new IntegrityVerdict(
        1, bytes, counts, damaged.subList(0, Math.min(DESCRIBED, damaged.size())), List.of());
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
  public static IntegrityVerdict of(DamagedSector whole) {
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

  /**
   * A sector, or a part of one, with illegal content; or a whole file that is wrong.
   *
   * @param path of the file
   * @param view how the file was read
   * @param offset of the first byte
   * @param length number of bytes, at most 512; 0 for the whole file
   * @param damage what is wrong
   * @param found what it holds
   * @param expected what it may hold, with the call that put it there
   * @param explanation one more sentence, or empty
   */
  public record DamagedSector(
      String path,
      View view,
      long offset,
      int length,
      Damage damage,
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
     * @param damage as {@link #damage()}
     * @param found as {@link #found()}
     * @param expected as {@link #expected()}
     * @param explanation as {@link #explanation()}
     */
    public DamagedSector {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(damage, "damage");
      Objects.requireNonNull(explanation, "explanation");
    }

    /** Three lines: where, what was expected, what was found. */
    @Override
    public String toString() {
      String where =
          length == 0
              ? damage + " \"" + path + "\""
              : damage + " \"" + path + "\", " + length + " bytes at " + offset;
      return where
          + " ("
          + view.description()
          + "): "
          + damage.meaning()
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
    MUTATED_AFTER_REPLY("the filesystem read the client's pages after its reply"),
    /** The start of a sector from one write, its end from another, and neither in progress. */
    TORN("a write was stored in part"),
    /** Bytes that a later write, which has returned, replaced. */
    STALE("an acknowledged write was lost, or an old page was served"),
    /** Zeros in place of what was written. */
    ZEROED("an acknowledged write was lost, or never reached the storage"),
    /** Bytes of another offset of the same file. */
    MISPLACED("a write went to a wrong offset, or a read came from one"),
    /** Bytes of another file or writer, perhaps of another request's pipe. */
    FOREIGN("memory or a pipe was used for two requests"),
    /** Bytes that nobody wrote. */
    CORRUPTED("bytes were changed, or memory was never filled"),
    /** The file is too long or too short. */
    WRONG_SIZE("a change of the size was lost, or went wrong"),
    /** The file cannot be opened, or not be read up to its end. */
    UNREADABLE("a name was lost, or reading fails or ends early");

    private final String meaning;

    Damage(String meaning) {
      this.meaning = meaning;
    }

    /** {@return the usual meaning, in a few words} */
    public String meaning() {
      return meaning;
    }
  }
}
