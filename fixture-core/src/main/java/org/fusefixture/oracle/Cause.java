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
  /** The server of the filesystem dies. */
  SERVER_DIED("the server of the filesystem dies"),
  /** The payload of a WRITE is used after its reply. */
  LATE_PAYLOAD("the payload of a WRITE is used after its reply"),
  /** A request is replied to twice. */
  SECOND_REPLY("a request is replied to twice"),
  /** The filesystem throws an exception that stands for no error number. */
  EXCEPTION("the filesystem throws an exception that stands for no error number"),
  /** A request gets no reply. */
  NO_REPLY("a request gets no reply"),

  /** An offset is cut to 32 bits. */
  OFFSET_CUT("an offset is cut to 32 bits"),
  /** A buffer or a pipe serves two requests: bytes of one end up in the file of another. */
  SHARED_MEMORY(
      "a buffer or a pipe serves two requests: bytes of one end up in the file of another"),
  /** The kernel keeps old pages, while what is stored is right. */
  STALE_PAGES("the kernel keeps old pages, while what is stored is right"),
  /** The size that is shown is not the size of what is stored. */
  SIZE_SHOWN("the size that is shown is not the size of what is stored"),
  /** READ gives fewer bytes than asked for and stored, which for the kernel ends the file. */
  SHORT_READ(
      "READ gives fewer bytes than asked for and stored, which for the kernel ends the file"),
  /** READ through an open file gives what the file held earlier. */
  HANDLE_SNAPSHOT("READ through an open file gives what the file held earlier"),
  /** READ gives other bytes than those that are stored. */
  READ_WRONG("READ gives other bytes than those that are stored"),
  /** WRITE takes only a part of its payload. */
  SHORT_WRITE("WRITE takes only a part of its payload"),
  /** Closing a file drops what was written to it. */
  CLOSE_DROPS("closing a file drops what was written to it"),
  /** A WRITE to a file that was renamed while it was open goes elsewhere. */
  RENAME_LOSES_WRITES("a WRITE to a file that was renamed while it was open goes elsewhere"),
  /** A WRITE that has an offset is appended. */
  APPENDED_OFFSET("a WRITE that has an offset is appended"),
  /** A WRITE fills what it leaves of its block with zeros. */
  ZEROED_NEIGHBOURS("a WRITE fills what it leaves of its block with zeros"),
  /** Only the start of a WRITE is stored, though all of it is acknowledged. */
  PARTIAL_STORE("only the start of a WRITE is stored, though all of it is acknowledged"),

  /** A change of the size is acknowledged and not made. */
  TRUNCATION_IGNORED("a change of the size is acknowledged and not made"),
  /** OPEN with O_TRUNC is acknowledged and does not truncate. */
  OPEN_TRUNCATION_IGNORED("OPEN with O_TRUNC is acknowledged and does not truncate"),
  /** A truncation leaves the bytes behind the new end, and they come back. */
  TRUNCATION_KEEPS_BYTES("a truncation leaves the bytes behind the new end, and they come back"),
  /** A punched hole keeps old bytes. */
  HOLE_KEEPS_BYTES("a punched hole keeps old bytes"),
  /** A hole does not read as zeros. */
  HOLE_NOT_ZERO("a hole does not read as zeros"),
  /** A WRITE from the page cache is acknowledged and not stored. */
  CACHED_WRITE_LOST("a WRITE from the page cache is acknowledged and not stored"),
  /** An fsync returns before all that it covers is stored. */
  FSYNC_EARLY("an fsync returns before all that it covers is stored"),
  /** Writing fails, and no call says so. */
  LOST_ERROR("writing fails, and no call says so"),

  /** The entry that no longer fits into a reply to READDIR is skipped. */
  LISTING_BORDER("the entry that no longer fits into a reply to READDIR is skipped"),
  /** A listing goes on by counting, and misses entries when others are removed. */
  LISTING_POSITION("a listing goes on by counting, and misses entries when others are removed"),
  /** A rename removes the name that it replaces first: it is missing for a while. */
  RENAME_GAP("a rename removes the name that it replaces first: it is missing for a while"),
  /** An exchange of two names is made as a plain rename. */
  EXCHANGE_AS_RENAME("an exchange of two names is made as a plain rename"),
  /** A rename is acknowledged and not made. */
  RENAME_LOST("a rename is acknowledged and not made"),
  /** An unlinked file is destroyed while it is open. */
  UNLINK_DESTROYS("an unlinked file is destroyed while it is open"),
  /** The number of links that is shown is wrong. */
  LINK_COUNT("the number of links that is shown is wrong"),
  /** The access time is taken for the modification time. */
  TIMES_SWAPPED("the access time is taken for the modification time"),
  /** A time that is shown is wrong. */
  TIMES("a time that is shown is wrong"),
  /** The permissions that are shown are wrong. */
  PERMISSIONS("the permissions that are shown are wrong"),
  /** The value of an extended attribute is cut to another size. */
  XATTR_CUT("the value of an extended attribute is cut to another size"),
  /** An extended attribute is wrong. */
  XATTR("an extended attribute is wrong"),
  /** FORGET gives no lookups back, and no inode is ever freed. */
  FORGET_IGNORED("FORGET gives no lookups back, and no inode is ever freed"),
  /** A call fails with a wrong error number, or does not fail. */
  WRONG_ERROR("a call fails with a wrong error number, or does not fail"),

  /** A write is acknowledged and not stored. */
  WRITE_LOST("a write is acknowledged and not stored"),
  /** A write is stored in part. */
  WRITE_TORN("a write is stored in part"),
  /** A WRITE or a READ goes to a wrong offset. */
  MISPLACED("a WRITE or a READ goes to a wrong offset"),
  /** Bytes are changed on their way, or memory was never filled. */
  CORRUPTED("bytes are changed on their way, or memory was never filled"),
  /** A size is wrong. */
  SIZE("a size is wrong"),
  /** A file is lost, or cannot be read. */
  UNREADABLE("a file is lost, or cannot be read"),
  /** A call returns another number of bytes than it transfers. */
  WRONG_COUNT("a call returns another number of bytes than it transfers"),
  /** A call fails that should not. */
  CALL_FAILED("a call fails that should not");

  private final String sentence;

  Cause(String sentence) {
    this.sentence = sentence;
  }

  /** {@return one sentence without a full stop} */
  public String sentence() {
    return sentence;
  }

  /** {@return whether it says no more than what is wrong: whoever knows more says more} */
  public boolean isVague() {
    return compareTo(WRITE_LOST) >= 0;
  }

  /**
   * {@return the most telling one}
   *
   * @param causes from which it is chosen; empty gives empty
   */
  public static Optional<Cause> likeliest(Collection<Cause> causes) {
    return causes.stream().min(Comparator.naturalOrder());
  }
}
