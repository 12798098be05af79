package org.fusefixture.oracle;

import java.util.Objects;
import org.fusefixture.oracle.IntegrityVerdict.Damage;

/**
 * Something that a filesystem did, or did not do, against its contract.
 *
 * @param check what was being tried
 * @param text what happened instead, for a person; may have several lines
 */
public record Breach(Kind kind, String check, String text) {
  /** The classes of breaches: those of {@link Damage}, and those that are not about content. */
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
    /** A payload was touched after its reply. */
    LATE_ACCESS,
    /** A call returned another number of bytes than it moved. */
    WRONG_COUNT,
    /** Data was lost, and no call of the client failed. */
    LOST_ERROR,
    /** A call failed that should not, or with another error number. */
    WRONG_ERROR,
    /** A request was not answered in time. */
    NO_REPLY,
    /** A request was answered more than once. */
    REPLIED_TWICE,
    /** The filesystem threw an exception that is no error number. */
    THREW,
    /** Inodes stay in use though nobody refers to them. */
    LEAKED_INODES,
    /** A listing lacks an entry that was there all the time, or has one twice. */
    WRONG_LISTING,
    /** A name is missing, or names another file. */
    WRONG_NAME,
    /** An attribute is not what it was set to, or did not change. */
    WRONG_ATTRIBUTE,
    /** An extended attribute is not what it was set to. */
    WRONG_XATTR;

    /** The class of a damage. */
    public static Kind of(Damage damage) {
      return valueOf(damage.name());
    }
  }

  public Breach {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return kind + " in \"" + check + "\": " + text;
  }
}
