package org.fusefixture.oracle;

import java.util.Objects;
import org.fusefixture.oracle.IntegrityVerdict.Damage;

/**
 * A breach of its contract by a filesystem.
 *
 * @param check the check that found it
 * @param cause the likeliest one
 * @param text what happened, for a person; may have several lines
 */
public record Breach(Kind kind, String check, Cause cause, String text) {
  /** The kinds of breaches: the kinds of {@link Damage}, and those that do not concern content. */
  public enum Kind {
    MUTATED_AFTER_REPLY,
    TORN,
    STALE,
    ZEROED,
    MISPLACED,
    FOREIGN,
    CORRUPTED,
    WRONG_SIZE,
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

    /** The kind that corresponds to a damage. */
    public static Kind of(Damage damage) {
      return valueOf(damage.name());
    }
  }

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
