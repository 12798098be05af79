package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.request.SessionRequest;

/** The answer to INIT, laid out as {@link org.fusefixture.protocol.reply.InitReply} says. */
final class InitChecks {
  private static final int BODY_AT = ReplyHeader.SIZE;
  private static final int VERSION_SIZE = 8;
  private static final int OLD_SIZE = 24;
  private static final int SIZE = 64;
  private static final int LEAST_WRITE = 4096;
  private static final int SECOND = 1_000_000_000;

  /** FILESYSTEM_MAX_STACK_DEPTH of include/linux/fs.h. */
  private static final int DEEPEST = 2;

  static Verdict check(Answer answer, SessionRequest.Init request) {
    Verdict framed = Envelope.frame(answer);
    if (framed == Verdict.UNUSABLE) {
      return framed;
    }
    ByteBuffer message = answer.message();
    int error = ReplyHeader.error(message);
    if (error != 0) {
      return Envelope.error(answer, error);
    }
    int size = answer.size();
    if (size != VERSION_SIZE && size != OLD_SIZE && size != SIZE) {
      return answer.report(
          ReplyRule.INIT_SIZE, "the body has " + size + " bytes instead of 8, 24 or 64");
    }
    int major = message.getInt(BODY_AT);
    if (major != ProtocolVersion.NEWEST.major()) {
      return answer.report(
          ReplyRule.INIT_MAJOR, "the major version is " + Integer.toUnsignedString(major));
    }
    return size == VERSION_SIZE ? Verdict.RIGHT : limits(answer, request.flags());
  }

  private static Verdict limits(Answer answer, long offered) {
    ByteBuffer message = answer.message();
    Verdict verdict = Verdict.RIGHT;
    int maxWrite = message.getInt(BODY_AT + 20);
    if (Integer.compareUnsigned(maxWrite, LEAST_WRITE) < 0) {
      verdict = answer.report(ReplyRule.INIT_MAX_WRITE, "max_write is " + maxWrite);
    }
    int low = message.getInt(BODY_AT + 12);
    int high = answer.size() == SIZE ? message.getInt(BODY_AT + 32) : 0;
    boolean extended = (low & InitFlag.INIT_EXT.mask()) != 0;
    if (high != 0 && !extended) {
      verdict = answer.report(ReplyRule.INIT_EXTENDED, "flags2 is " + BodyChecks.hexadecimal(high));
    }
    long flags = Integer.toUnsignedLong(low) | (extended ? (long) high << Integer.SIZE : 0);
    if ((flags & ~offered) != 0) {
      verdict =
          answer.report(
              ReplyRule.INIT_FLAGS,
              "0x"
                  + Long.toHexString(flags & ~offered)
                  + " is set, the kernel offers 0x"
                  + Long.toHexString(offered));
    }
    return answer.size() == SIZE ? verdict.and(newer(answer, flags)) : verdict;
  }

  /** What came with 7.23 and later. */
  private static Verdict newer(Answer answer, long flags) {
    ByteBuffer message = answer.message();
    Verdict verdict = Verdict.RIGHT;
    int granularity = message.getInt(BODY_AT + 24);
    if (Integer.compareUnsigned(granularity, SECOND) > 0) {
      verdict =
          answer.report(
              ReplyRule.INIT_GRANULARITY, "time_gran is " + Integer.toUnsignedString(granularity));
    }
    if ((flags & InitFlag.MAX_PAGES.mask()) != 0 && message.getShort(BODY_AT + 28) == 0) {
      verdict = answer.report(ReplyRule.INIT_MAX_PAGES, "max_pages is 0");
    }
    if ((flags & InitFlag.PASSTHROUGH.mask()) == 0) {
      return verdict;
    }
    int depth = message.getInt(BODY_AT + 36);
    boolean writeback = (flags & InitFlag.WRITEBACK_CACHE.mask()) != 0;
    return depth >= 1 && depth <= DEEPEST && !writeback
        ? verdict
        : answer.report(
            ReplyRule.INIT_PASSTHROUGH,
            "max_stack_depth is "
                + Integer.toUnsignedString(depth)
                + (writeback ? ", and the write-back cache is on" : ""));
  }

  private InitChecks() {}
}
