package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.DirentLayout;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.ReplyShape;

/** The entries of a listing, up to the first one whose end is not known. */
final class ListingChecks {
  private static final int ROOT = 1;

  /** DT_FIFO, DT_CHR, DT_DIR, DT_BLK, DT_REG, DT_LNK, DT_SOCK, DT_WHT and DT_UNKNOWN. */
  private static final int TYPES =
      1 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 12 | 1 << 14;

  /** Cookies that do not rise are compared with so many before them. */
  private static final int MOST_COMPARED = 1000;

  private final EntryChecks entries;

  ListingChecks(EntryChecks entries) {
    this.entries = entries;
  }

  Verdict check(Answer answer) {
    ByteBuffer message = answer.message();
    int prefix = answer.opcode().shape() == ReplyShape.LISTING_WITH_ENTRIES ? EntryLayout.SIZE : 0;
    Verdict verdict = Verdict.RIGHT;
    long largest = answer.request().rangeOffset();
    int at = ReplyHeader.SIZE;
    int rest = answer.length() - at;
    while (rest >= prefix + DirentLayout.NAME_AT) {
      int dirent = at + prefix;
      int nameLength = DirentLayout.nameLength(message, dirent);
      if (nameLength < 1 || nameLength > FileName.MAX_LENGTH) {
        return answer.report(
            ReplyRule.DIRENT_LENGTH,
            "the name of the entry at byte "
                + at
                + " has "
                + Integer.toUnsignedString(nameLength)
                + " bytes");
      }
      int size = prefix + DirentLayout.size(nameLength);
      if (size > rest) {
        break;
      }
      verdict = verdict.and(name(answer, dirent, nameLength)).and(type(answer, dirent));
      if (prefix != 0) {
        verdict = verdict.and(entry(answer, at, dirent));
      }
      long cookie = DirentLayout.next(message, dirent);
      if (cookie > largest) {
        largest = cookie;
      } else {
        verdict = verdict.and(cookie(answer, prefix, at, cookie));
      }
      at += size;
      rest -= size;
    }
    return rest == 0
        ? verdict
        : answer.report(ReplyRule.DIRENT_CUT, rest + " bytes are left at byte " + at);
  }

  private static Verdict name(Answer answer, int dirent, int length) {
    Verdict verdict = Verdict.RIGHT;
    int start = dirent + DirentLayout.NAME_AT;
    for (int at = start; at < start + length; at++) {
      byte character = answer.message().get(at);
      if (character == '/') {
        return answer.report(ReplyRule.DIRENT_SLASH, "byte " + (at - start) + " of a name is /");
      }
      if (character == 0) {
        return answer.report(ReplyRule.DIRENT_NUL, "byte " + (at - start) + " of a name is NUL");
      }
    }
    return verdict;
  }

  private static Verdict type(Answer answer, int dirent) {
    int type = DirentLayout.type(answer.message(), dirent);
    return type >= 0 && type < Integer.SIZE && (TYPES >> type & 1) != 0
        ? Verdict.RIGHT
        : answer.report(ReplyRule.DIRENT_TYPE, "the type is " + Integer.toUnsignedString(type));
  }

  /** The inode of an entry; "." and ".." grant nothing, and the kernel ignores what they say. */
  private Verdict entry(Answer answer, int at, int dirent) {
    ByteBuffer message = answer.message();
    long node = EntryLayout.nodeId(message, at);
    if (node == 0 || DirentLayout.isDots(message, dirent)) {
      return Verdict.RIGHT;
    }
    if (node == ROOT) {
      return answer.report(ReplyRule.ENTRY_ROOT, "the entry at byte " + at + " has nodeid 1");
    }
    Verdict verdict = entries.entryAt(answer, at);
    int type = DirentLayout.type(message, dirent);
    int mode = EntryChecks.layoutMode(message, at);
    return type == 0 || type == (mode >> 12 & 15)
        ? verdict
        : answer.report(
            ReplyRule.DIRENT_MODE, "the type is " + type + ", the mode " + EntryChecks.octal(mode));
  }

  /** A cookie that is not the largest so far: is it one of those before? */
  private static Verdict cookie(Answer answer, int prefix, int end, long cookie) {
    ByteBuffer message = answer.message();
    boolean again = cookie == answer.request().rangeOffset();
    int at = ReplyHeader.SIZE;
    for (int compared = 0; at < end && !again && compared < MOST_COMPARED; compared++) {
      int dirent = at + prefix;
      again = DirentLayout.next(message, dirent) == cookie;
      at = dirent + DirentLayout.size(DirentLayout.nameLength(message, dirent));
    }
    return again
        ? answer.report(ReplyRule.DIRENT_COOKIE, "cookie " + cookie + " comes again")
        : Verdict.RIGHT;
  }
}
