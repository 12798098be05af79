package org.fusefixture.oracle;

/** What is wrong with a sector, or with a file. */
public enum Damage {
  /** Bytes that the client put into its pages after the write had been acknowledged. */
  MUTATED_AFTER_REPLY("the filesystem looked at the client's pages after its reply"),
  /** The start of a sector from one write, its end from another, and none of them under way. */
  TORN("a write was stored in part"),
  /** Bytes that a later write, which has returned, had replaced. */
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

  /** What it means as a rule, in a few words. */
  public String meaning() {
    return meaning;
  }
}
