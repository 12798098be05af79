package org.fusefixture.oracle;

import java.util.Objects;
import org.fusefixture.oracle.IntegrityVerdict.Damage;

/**
 * A breach of its contract by a filesystem.
 *
 * @param kind what kind of breach it is
 * @param check the check that found it
 * @param cause the likeliest one
 * @param text what happened, for a person; may have several lines
 */
public record Breach(Kind kind, String check, Cause cause, String text) {
  /** The kinds of breaches: the kinds of {@link Damage}, and those that do not concern content. */
  public enum Kind {
    /** As {@link Damage#MUTATED_AFTER_REPLY}. */
    MUTATED_AFTER_REPLY,
    /** As {@link Damage#TORN}. */
    TORN,
    /** As {@link Damage#STALE}. */
    STALE,
    /** As {@link Damage#ZEROED}. */
    ZEROED,
    /** As {@link Damage#MISPLACED}. */
    MISPLACED,
    /** As {@link Damage#FOREIGN}. */
    FOREIGN,
    /** As {@link Damage#CORRUPTED}. */
    CORRUPTED,
    /** As {@link Damage#WRONG_SIZE}. */
    WRONG_SIZE,
    /** As {@link Damage#UNREADABLE}. */
    UNREADABLE,
    /** A payload was accessed after its reply. */
    LATE_ACCESS,
    /** A call returned a different number of bytes than it transferred. */
    WRONG_COUNT,
    /** Data was lost, and no call of the client failed. */
    LOST_ERROR,
    /** A call failed that should succeed, or failed with a wrong error number. */
    WRONG_ERROR,
    /** A request was not answered in time. */
    NO_REPLY,
    /** A request was answered more than once. */
    REPLIED_TWICE,
    /** The filesystem threw an exception that does not stand for an error number. */
    THREW,
    /** Inodes stay in use although nothing refers to them. */
    LEAKED_INODES,
    /** A listing lacks an entry that existed throughout, or contains one twice. */
    WRONG_LISTING,
    /** A name is missing, or refers to a wrong file. */
    WRONG_NAME,
    /** An attribute differs from what it was set to, or did not change. */
    WRONG_ATTRIBUTE,
    /** An extended attribute differs from what it was set to. */
    WRONG_XATTR;

    /**
     * {@return the kind that corresponds to a damage}
     *
     * @param damage of a sector or a file
     */
    public static Kind of(Damage damage) {
      return valueOf(damage.name());
    }
  }

  /**
   * Refuses null.
   *
   * @param kind as {@link #kind()}
   * @param check as {@link #check()}
   * @param cause as {@link #cause()}
   * @param text as {@link #text()}
   */
  public Breach {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return kind + " in \"" + check + "\": " + text;
  }
}
