package org.fusefixture.internal.fault.effect;

import java.util.Objects;
import java.util.Optional;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyHeader;

/** Effects on what the kernel gets: no reply, a reply too many, or one that breaks the protocol. */
public sealed interface ReplyEffects extends FaultEffect {
  @Override
  default Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.answered(opcode);
  }

  /**
   * Nobody answers. Before the filesystem the request is lost; before the reply the request is
   * done, and the reply is lost. The caller waits until the connection is aborted.
   */
  record Drop() implements ReplyEffects {
    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.ifReached(opcode, phase);
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeReply(FaultContext.Unanswered::drop)
          .beforeDispatch(FaultContext.Unanswered::drop)
          .received(FaultContext.Unanswered::drop);
    }
  }

  /**
   * The reply is sent again. The kernel, which no longer waits for it, refuses the copies.
   *
   * @param copies number of copies
   */
  record Duplicate(int copies) implements ReplyEffects {
    public Duplicate {
      Checks.requirePositive("copies", copies);
    }

    @Override
    public Acts acts() {
      return new Acts()
          .afterReply(
              context -> {
                for (int copy = 0; copy < copies; copy++) {
                  context.sendAgain();
                }
              });
    }
  }

  /**
   * The kernel gets a reply that breaks the protocol. If it refuses the message, and so keeps
   * waiting, the correct reply follows.
   *
   * @param defect what is wrong
   * @param abandoned whether no correct reply follows, so that the caller waits until the
   *     connection is aborted
   */
  record Malform(Defect defect, boolean abandoned) implements ReplyEffects {
    private static final int SHORTENED_HEADER = 12;
    private static final long UNKNOWN_REQUEST = 1L << 40;

    public Malform {
      Objects.requireNonNull(defect, "no defect is given; name one, for example LENGTH");
      if (abandoned && !defect.leavesWaiting()) {
        throw new IllegalArgumentException(
            "the kernel ends a request whose reply has the defect "
                + defect
                + "; leave abandoned out");
      }
    }

    @Override
    public Acts acts() {
      return new Acts().beforeReply(this::act);
    }

    private void act(FaultContext.BeforeReply context) {
      ReplyMessage reply = context.reply();
      if (!defect.leavesWaiting()) {
        reply.resize(Math.max(ReplyHeader.SIZE, reply.length() - 1));
        context.expectRefusal();
        return;
      }
      int length = reply.length();
      int error = reply.error();
      long unique = reply.unique();
      reply.setHeader(
          defect == Defect.LENGTH ? length + 8 : length,
          defect == Defect.ERROR ? 5 : error,
          defect == Defect.UNIQUE ? unique + UNKNOWN_REQUEST : unique);
      context.sendExtra(defect == Defect.HEADER ? SHORTENED_HEADER : length);
      reply.setHeader(length, error, unique);
      if (abandoned) {
        context.drop();
      }
    }
  }

  /**
   * The reply has more bytes than its structure, or than were asked for: the caller gets EIO.
   *
   * @param bytes number of bytes too many
   */
  record OverLong(int bytes) implements ReplyEffects {
    private static final int MOST = 4096;

    public OverLong {
      if (bytes < 1 || bytes > MOST) {
        throw new IllegalArgumentException("bytes (" + bytes + ") must be from 1 to " + MOST);
      }
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeReply(
              context -> {
                ReplyMessage reply = context.reply();
                reply.resize(Math.min(reply.bytes().capacity(), reply.length() + bytes));
                context.expectRefusal();
              });
    }
  }
}
