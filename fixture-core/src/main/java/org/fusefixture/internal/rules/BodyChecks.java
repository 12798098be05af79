package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.internal.wire.StatisticsLayout;
import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.IoctlRequest;

/** The size of a body, and bodies that are neither inodes nor listings. */
final class BodyChecks {
  private static final int BODY_AT = ReplyHeader.SIZE;
  private static final int VARIABLE = -1;

  /** A page without the NUL (fuse_readlink_page of fs/fuse/dir.c). */
  private static final int LONGEST_TARGET = 4095;

  /** XATTR_SIZE_MAX and XATTR_LIST_MAX of include/uapi/linux/limits.h. */
  private static final long LARGEST_XATTR = 65536;

  private static final int OPEN_SIZE = 16;
  private static final int IOCTL_SIZE = 16;

  /** The kernel has at least a page for the output (fuse_do_ioctl of fs/fuse/ioctl.c). */
  private static final int IOCTL_PAGE = 4096;

  private static final int IOCTL_UNRESTRICTED = 2;
  private static final int IOCTL_RETRY = 4;
  private static final int IOCTL_MOST_VECTORS = 256;
  private static final int OPEN_KNOWN = 0xff;

  /** FOPEN_PASSTHROUGH_MASK of fs/fuse/iomode.c. */
  private static final int PASSTHROUGH_GOES_WITH =
      OpenReply.FOPEN_PASSTHROUGH
          | OpenReply.FOPEN_DIRECT_IO
          | OpenReply.FOPEN_PARALLEL_DIRECT_WRITES
          | OpenReply.FOPEN_NOFLUSH;

  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;

  private final SessionParameters parameters;
  private final int entrySize;

  BodyChecks(SessionParameters parameters) {
    this.parameters = parameters;
    // FUSE_COMPAT_ENTRY_OUT_SIZE: before 7.9 the attributes end before blksize
    entrySize = parameters.version().minor() < 9 ? EntryLayout.SIZE - 8 : EntryLayout.SIZE;
  }

  /** A body of a size that the kernel accepts. */
  Verdict size(Answer answer) {
    int size = answer.size();
    int fixed = fixedSize(answer);
    if (fixed != VARIABLE) {
      return size == fixed ? Verdict.RIGHT : sizeDiffers(answer, fixed);
    }
    if (answer.opcode().shape() == ReplyShape.IOCTL_RESULT) {
      return ioctlSize(answer);
    }
    int room = answer.opcode() == Opcode.READLINK ? LONGEST_TARGET : answer.request().replyRoom();
    return size <= room
        ? Verdict.RIGHT
        : answer.report(roomRule(answer.opcode()), "the body has " + size + " bytes, of " + room);
  }

  private static Verdict sizeDiffers(Answer answer, int expected) {
    return answer.report(
        ReplyRule.REPLY_SIZE, "the body has " + answer.size() + " bytes instead of " + expected);
  }

  private static Verdict ioctlSize(Answer answer) {
    int output = ((IoctlRequest) answer.request()).outputSize();
    int most = IOCTL_SIZE + Math.max(Math.min(output, Integer.MAX_VALUE - IOCTL_SIZE), IOCTL_PAGE);
    if (answer.size() < IOCTL_SIZE) {
      return sizeDiffers(answer, IOCTL_SIZE);
    }
    if (answer.size() > most) {
      return sizeDiffers(answer, most);
    }
    boolean retry = (answer.message().getInt(BODY_AT + 4) & IOCTL_RETRY) != 0;
    return retry || answer.size() <= answer.request().replyRoom()
        ? Verdict.RIGHT
        : answer.report(
            ReplyRule.IOCTL_ROOM,
            "the output has " + (answer.size() - IOCTL_SIZE) + " bytes, of " + output);
  }

  private int fixedSize(Answer answer) {
    return switch (answer.opcode().shape()) {
      case NONE, EMPTY -> 0;
      case ENTRY -> entrySize;
      case ENTRY_AND_HANDLE -> entrySize + OPEN_SIZE;
      case HANDLE -> OPEN_SIZE;
      case ATTRIBUTES -> entrySize - EntryLayout.ATTRIBUTES_AT + 16;
      case EXTENDED_ATTRIBUTES -> 288;
      case COUNT, WIDE_COUNT, OFFSET, BLOCK, EVENTS -> 8;
      case STATISTICS -> parameters.version().minor() < 4 ? 48 : StatisticsLayout.SIZE;
      case LOCK -> 24;
      case DATA_OR_SIZE -> answer.request().replyRoom() == 0 ? 8 : VARIABLE;
      case DATA, LISTING, LISTING_WITH_ENTRIES, IOCTL_RESULT, NEGOTIATION -> VARIABLE;
    };
  }

  private static ReplyRule roomRule(Opcode opcode) {
    return switch (opcode) {
      case READ -> ReplyRule.READ_ROOM;
      case READLINK -> ReplyRule.READLINK_ROOM;
      case READDIR, READDIRPLUS -> ReplyRule.LISTING_ROOM;
      case GETXATTR, LISTXATTR -> ReplyRule.XATTR_ROOM;
      default -> ReplyRule.REPLY_SIZE; // a second INIT has no room at all
    };
  }

  /** A body of the right size. */
  Verdict content(Answer answer) {
    return switch (answer.opcode().shape()) {
      case HANDLE -> opened(answer);
      case COUNT -> count(answer, Integer.toUnsignedLong(answer.message().getInt(BODY_AT)));
      case WIDE_COUNT -> count(answer, answer.message().getLong(BODY_AT));
      case OFFSET -> found(answer);
      case LOCK -> lock(answer);
      case EVENTS -> events(answer);
      case IOCTL_RESULT -> ioctl(answer);
      case DATA -> answer.opcode() == Opcode.READLINK ? target(answer) : Verdict.RIGHT;
      case DATA_OR_SIZE -> xattr(answer);
      default -> Verdict.RIGHT;
    };
  }

  /** The handle at the end of a body. */
  Verdict opened(Answer answer) {
    ByteBuffer message = answer.message();
    int flags = message.getInt(answer.length() - 8);
    Verdict verdict = Verdict.RIGHT;
    if ((flags & ~OPEN_KNOWN) != 0) {
      verdict = answer.report(ReplyRule.OPEN_FLAGS, "the flags are " + hexadecimal(flags));
    }
    if ((flags & OpenReply.FOPEN_PASSTHROUGH) == 0) {
      return verdict;
    }
    if (!parameters.has(InitFlag.PASSTHROUGH)) {
      return answer.report(ReplyRule.OPEN_PASSTHROUGH, "it was not negotiated");
    }
    int backing = message.getInt(answer.length() - 4);
    if (backing <= 0) {
      verdict = answer.report(ReplyRule.OPEN_BACKING, "the backing file is " + backing);
    }
    int others = flags & OPEN_KNOWN & ~PASSTHROUGH_GOES_WITH;
    return others == 0
        ? verdict
        : answer.report(ReplyRule.OPEN_CONFLICT, "the flags are " + hexadecimal(flags));
  }

  private static Verdict count(Answer answer, long count) {
    long asked = answer.request().rangeSize();
    if (Long.compareUnsigned(count, asked) <= 0) {
      return Verdict.RIGHT;
    }
    return answer.report(
        answer.opcode() == Opcode.WRITE ? ReplyRule.WRITE_COUNT : ReplyRule.COPY_COUNT,
        Long.toUnsignedString(count) + " bytes of " + asked);
  }

  private static Verdict found(Answer answer) {
    long found = answer.message().getLong(BODY_AT);
    if (found < 0) {
      return answer.report(ReplyRule.LSEEK_RANGE, "the offset is " + found);
    }
    ExtentRequest.Lseek request = (ExtentRequest.Lseek) answer.request();
    boolean search = request.whence() == SEEK_DATA || request.whence() == SEEK_HOLE;
    return !search || found >= request.offset().bytes()
        ? Verdict.RIGHT
        : answer.report(ReplyRule.LSEEK_BACKWARDS, "the offset is " + found);
  }

  private static Verdict lock(Answer answer) {
    long start = answer.message().getLong(BODY_AT);
    long end = answer.message().getLong(BODY_AT + 8);
    int type = answer.message().getInt(BODY_AT + 16);
    if (type == FileLock.UNLOCKED) {
      return Verdict.RIGHT;
    }
    if (type != FileLock.READ && type != FileLock.WRITE) {
      return answer.report(ReplyRule.LOCK_TYPE, "the type is " + type);
    }
    return start >= 0 && end >= start
        ? Verdict.RIGHT
        : answer.report(ReplyRule.LOCK_RANGE, "the lock is " + start + ".." + end);
  }

  private static Verdict events(Answer answer) {
    int events = answer.message().getInt(BODY_AT);
    return events >>> 16 == 0
        ? Verdict.RIGHT
        : answer.report(ReplyRule.POLL_EVENTS, "the events are " + hexadecimal(events));
  }

  private static Verdict ioctl(Answer answer) {
    ByteBuffer message = answer.message();
    if ((message.getInt(BODY_AT + 4) & IOCTL_RETRY) == 0) {
      return Verdict.RIGHT;
    }
    if ((((IoctlRequest) answer.request()).flags() & IOCTL_UNRESTRICTED) == 0) {
      return answer.report(ReplyRule.IOCTL_RETRY, "the request is restricted");
    }
    int in = message.getInt(BODY_AT + 8);
    int out = message.getInt(BODY_AT + 12);
    return Integer.compareUnsigned(in, IOCTL_MOST_VECTORS) <= 0
            && Integer.compareUnsigned(out, IOCTL_MOST_VECTORS) <= 0
            && in + out <= IOCTL_MOST_VECTORS
        ? Verdict.RIGHT
        : answer.report(
            ReplyRule.IOCTL_VECTORS,
            Integer.toUnsignedString(in) + " and " + Integer.toUnsignedString(out) + " areas");
  }

  private static Verdict target(Answer answer) {
    for (int at = BODY_AT; at < answer.length(); at++) {
      if (answer.message().get(at) == 0) {
        return answer.report(
            ReplyRule.READLINK_NUL, "byte " + (at - BODY_AT) + " of " + answer.size() + " is NUL");
      }
    }
    return Verdict.RIGHT;
  }

  private static Verdict xattr(Answer answer) {
    long size =
        answer.request().replyRoom() == 0
            ? Integer.toUnsignedLong(answer.message().getInt(BODY_AT))
            : answer.size();
    if (size > LARGEST_XATTR) {
      return answer.report(ReplyRule.XATTR_SIZE, "the size is " + size);
    }
    return answer.opcode() == Opcode.LISTXATTR && answer.request().replyRoom() != 0
        ? names(answer)
        : Verdict.RIGHT;
  }

  private static Verdict names(Answer answer) {
    int length = 0;
    for (int at = BODY_AT; at < answer.length(); at++) {
      boolean ends = answer.message().get(at) == 0;
      if (ends && length == 0) {
        return answer.report(
            ReplyRule.LISTXATTR_NAMES, "the name at byte " + (at - BODY_AT) + " is empty");
      }
      length = ends ? 0 : length + 1;
    }
    return length == 0
        ? Verdict.RIGHT
        : answer.report(ReplyRule.LISTXATTR_NAMES, "the last name has no NUL");
  }

  static String hexadecimal(int bits) {
    return "0x" + Integer.toHexString(bits);
  }
}
