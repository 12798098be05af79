package org.fusefixture.oracle;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is most likely wrong with a filesystem, as one sentence. The most telling cause comes first:
 * what stands further down may only follow from it, and the last ones say no more than where it
 * shows.
 */
public enum Cause {
  SERVER_DIED("the server of the filesystem dies"),
  LATE_PAYLOAD("the payload of a WRITE is used after its reply"),
  SECOND_REPLY("a request is replied to twice"),
  EXCEPTION("the filesystem throws an exception that stands for no error number"),
  NO_REPLY("a request gets no reply"),

  OFFSET_CUT("an offset is cut to 32 bits"),
  SHARED_MEMORY(
      "a buffer or a pipe serves two requests: bytes of one end up in the file of another"),
  STALE_PAGES("the kernel keeps old pages, while what is stored is right"),
  SIZE_SHOWN("the size that is shown is not the size of what is stored"),
  SHORT_READ(
      "READ gives fewer bytes than asked for and stored, which for the kernel ends the file"),
  HANDLE_SNAPSHOT("READ through an open file gives what the file held earlier"),
  READ_WRONG("READ gives other bytes than those that are stored"),
  SHORT_WRITE("WRITE takes only a part of its payload"),
  CLOSE_DROPS("closing a file drops what was written to it"),
  RENAME_LOSES_WRITES("a WRITE to a file that was renamed while it was open goes elsewhere"),
  APPENDED_OFFSET("a WRITE that has an offset is appended"),
  ZEROED_NEIGHBOURS("a WRITE fills what it leaves of its block with zeros"),
  PARTIAL_STORE("only the start of a WRITE is stored, though all of it is acknowledged"),

  TRUNCATION_IGNORED("a change of the size is acknowledged and not made"),
  OPEN_TRUNCATION_IGNORED("OPEN with O_TRUNC is acknowledged and does not truncate"),
  TRUNCATION_KEEPS_BYTES("a truncation leaves the bytes behind the new end, and they come back"),
  HOLE_KEEPS_BYTES("a punched hole keeps old bytes"),
  HOLE_NOT_ZERO("a hole does not read as zeros"),
  CACHED_WRITE_LOST("a WRITE from the page cache is acknowledged and not stored"),
  FSYNC_EARLY("an fsync returns before all that it covers is stored"),
  LOST_ERROR("writing fails, and no call says so"),

  LISTING_BORDER("the entry that no longer fits into a reply to READDIR is skipped"),
  LISTING_POSITION("a listing goes on by counting, and misses entries when others are removed"),
  RENAME_GAP("a rename removes the name that it replaces first: it is missing for a while"),
  EXCHANGE_AS_RENAME("an exchange of two names is made as a plain rename"),
  RENAME_LOST("a rename is acknowledged and not made"),
  UNLINK_DESTROYS("an unlinked file is destroyed while it is open"),
  LINK_COUNT("the number of links that is shown is wrong"),
  TIMES_SWAPPED("the access time is taken for the modification time"),
  TIMES("a time that is shown is wrong"),
  PERMISSIONS("the permissions that are shown are wrong"),
  XATTR_CUT("the value of an extended attribute is cut to another size"),
  XATTR("an extended attribute is wrong"),
  FORGET_IGNORED("FORGET gives no lookups back, and no inode is ever freed"),
  WRONG_ERROR("a call fails with a wrong error number, or does not fail"),

  WRITE_LOST("a write is acknowledged and not stored"),
  WRITE_TORN("a write is stored in part"),
  MISPLACED("a WRITE or a READ goes to a wrong offset"),
  CORRUPTED("bytes are changed on their way, or memory was never filled"),
  SIZE("a size is wrong"),
  UNREADABLE("a file is lost, or cannot be read"),
  WRONG_COUNT("a call returns another number of bytes than it transfers"),
  CALL_FAILED("a call fails that should not");

  private final String sentence;

  Cause(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence without a full stop. */
  public String sentence() {
    return sentence;
  }

  /** Whether it says no more than what is wrong: whoever knows more says more. */
  public boolean isVague() {
    return compareTo(WRITE_LOST) >= 0;
  }

  /** The most telling one. */
  public static Optional<Cause> likeliest(Collection<Cause> causes) {
    return causes.stream().min(Comparator.naturalOrder());
  }
}
