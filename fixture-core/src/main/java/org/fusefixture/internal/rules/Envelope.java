package org.fusefixture.internal.rules;

import org.fusefixture.errno.Errno;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.NotificationCode;
import org.fusefixture.internal.wire.ReplyHeader;

/** The header of a message, and messages that have nothing else. */
final class Envelope {
  /** Errors from here on never leave the kernel (fuse_dev_do_write of fs/fuse/dev.c). */
  private static final int ERRORS = 512;

  private static final boolean[] ASSIGNED = assigned();

  /** Whether the header is there, and its numbers are possible. */
  static Verdict frame(Answer answer) {
    if (!answer.hasHeader()) {
      return answer.report(
          ReplyRule.REPLY_SHORT, "the reply has " + answer.length() + " bytes instead of 16");
    }
    int declared = ReplyHeader.length(answer.message());
    if (declared != answer.length() || answer.message().limit() < declared) {
      return answer.report(
          ReplyRule.REPLY_LENGTH,
          "the header says "
              + Integer.toUnsignedString(declared)
              + " bytes, and "
              + Math.min(answer.length(), answer.message().limit())
              + " came");
    }
    int error = ReplyHeader.error(answer.message());
    if (error > 0) {
      return answer.report(ReplyRule.ERROR_POSITIVE, "the error is " + error);
    }
    return error > -ERRORS
        ? Verdict.RIGHT
        : answer.report(ReplyRule.ERROR_RANGE, "the error is " + error);
  }

  /** An error in a sound frame. */
  static Verdict error(Answer answer, int error) {
    if (answer.size() != 0) {
      return answer.report(
          ReplyRule.ERROR_BODY, "error " + error + " has a body of " + answer.size() + " bytes");
    }
    return ASSIGNED[-error]
        ? Verdict.RIGHT
        : answer.report(ReplyRule.ERROR_UNASSIGNED, "the error is " + error);
  }

  /** The answer to an INTERRUPT, in a sound frame. */
  static Verdict interrupt(Answer answer, int error) {
    boolean known = error == -Errno.EAGAIN.number() || error == -Errno.ENOSYS.number();
    return known && answer.size() == 0
        ? Verdict.RIGHT
        : answer.report(
            ReplyRule.INTERRUPT_ANSWER,
            "the answer has error " + error + " and a body of " + answer.size() + " bytes");
  }

  /** A message of the right length with unique 0. */
  static Verdict notification(Answer answer, int minor) {
    int code = ReplyHeader.error(answer.message());
    for (NotificationCode known : NotificationCode.values()) {
      if (known.number() == code && known.sinceMinor() <= minor) {
        return answer.size() >= leastSize(known)
            ? Verdict.RIGHT
            : answer.report(
                ReplyRule.NOTIFICATION_SIZE,
                known + " has " + answer.size() + " bytes instead of " + leastSize(known));
      }
    }
    return answer.report(
        ReplyRule.NOTIFICATION_CODE, "there is no notification " + code + " in version 7." + minor);
  }

  /** Sizes of the fuse_notify_*_out structures of include/uapi/linux/fuse.h. */
  private static int leastSize(NotificationCode code) {
    return switch (code) {
      case POLL, PRUNE -> 8;
      case INVAL_ENTRY -> 16;
      case INVAL_INODE, STORE, DELETE -> 24;
      case RETRIEVE -> 32;
      case RESEND, INC_EPOCH -> 0;
    };
  }

  private static boolean[] assigned() {
    boolean[] assigned = new boolean[ERRORS];
    for (Errno errno : Errno.values()) {
      assigned[errno.number()] = true;
    }
    return assigned;
  }

  private Envelope() {}
}
