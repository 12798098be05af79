package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;
import org.jspecify.annotations.Nullable;

/**
 * Checks each reply of a filesystem against the {@link ReplyRule}s, before the kernel gets it.
 * Takes any bytes and throws for none; a reply that keeps the rules makes no object. Knows which
 * inodes the kernel holds, so one of these belongs to one session; any thread may call it.
 *
 * <p>Messages are in host byte order and start at index 0.
 */
public final class ReplyChecks {
  /** FUSE_INT_REQ_BIT of fs/fuse/dev.c: the unique of an INTERRUPT is odd. */
  private static final long INTERRUPT_BIT = 1;

  /** What a reply is good for; the later, the worse. */
  public enum Verdict {
    /** It keeps the rules. */
    RIGHT,
    /** It breaks one, and the kernel takes it all the same. */
    WRONG,
    /** The kernel would refuse it: it cannot be handed on. */
    UNUSABLE;

    Verdict and(Verdict other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /** Why a reply belongs to no request that is open. */
  public enum Stray {
    /** The kernel never sent such a request. */
    UNKNOWN,
    /** The request was answered, or is an INTERRUPT of one. */
    ANSWERED
  }

  /** Is told of each violation, in the thread that checks. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A reply breaks a rule.
     *
     * @param operation name of the opcode, or what the message is where that is not known
     * @param unique the request; 0 for none
     * @param request its arguments; empty where they are not known
     * @param detail what was found
     */
    void violated(ReplyRule rule, String operation, long unique, String request, String detail);
  }

  private final SessionParameters parameters;
  private final BodyChecks bodies;
  private final EntryChecks entries;
  private final ListingChecks listings;
  private final LiveNodes nodes = new LiveNodes();
  private final ThreadLocal<Answer> answers;

  public ReplyChecks(SessionParameters parameters, Listener listener) {
    this.parameters = parameters;
    bodies = new BodyChecks(parameters);
    entries = new EntryChecks(parameters, nodes);
    listings = new ListingChecks(entries);
    answers = ThreadLocal.withInitial(() -> new Answer(listener));
  }

  /** A request was received; to be called before it is served. FORGETs count. */
  public void received(Request request) {
    if (request instanceof ForgetRequest forget) {
      for (int index = 0; index < forget.count(); index++) {
        nodes.forget(forget.forgottenId(index), forget.lookupCount(index));
      }
    }
  }

  /**
   * Checks the reply to a request that is open, or to one that has no reply.
   *
   * @param length number of bytes that the filesystem gave
   */
  public Verdict check(
      Opcode opcode, long unique, Request request, ByteBuffer message, int length) {
    Answer answer = answers.get().of(opcode, unique, request, message, length);
    Verdict framed = Envelope.frame(answer);
    if (framed == Verdict.UNUSABLE) {
      return framed;
    }
    int error = ReplyHeader.error(message);
    if (opcode == Opcode.INTERRUPT) {
      return Envelope.interrupt(answer, error);
    }
    if (!opcode.hasReply()) {
      return answer.report(ReplyRule.REPLY_UNWANTED, opcode + " was answered");
    }
    Verdict addressed =
        ReplyHeader.unique(message) == unique
            ? Verdict.RIGHT
            : answer.report(
                ReplyRule.REPLY_OTHER,
                "the reply names request " + Long.toUnsignedString(ReplyHeader.unique(message)));
    return addressed.and(error == 0 ? success(answer) : Envelope.error(answer, error));
  }

  /**
   * Checks the size of a reply whose bytes are not in memory.
   *
   * @param message its header
   * @param length most bytes of the whole reply
   */
  public Verdict checkSize(
      Opcode opcode, long unique, Request request, ByteBuffer message, int length) {
    return bodies.size(answers.get().of(opcode, unique, request, message, length));
  }

  /** A right reply did not reach its caller: the lookups that it granted count no more. */
  public void lost(Opcode opcode, ByteBuffer message, int length) {
    if (!ReplyHeader.isError(message)) {
      ReplyFields.forEachLookup(opcode.shape(), message, length, nodes::lost);
    }
  }

  /**
   * Checks a message that answers no open request: a notification, the answer to an INTERRUPT, or
   * what nobody waits for.
   *
   * @param opcode of the request that it names, where it is known
   */
  public Verdict checkStray(ByteBuffer message, int length, Stray stray, @Nullable Opcode opcode) {
    long unique =
        Math.min(length, message.limit()) < ReplyHeader.SIZE ? 0 : ReplyHeader.unique(message);
    Answer answer = answers.get().of(opcode, unique, null, message, length);
    if (unique == 0 && answer.hasHeader() && ReplyHeader.length(message) == length) {
      return Envelope.notification(answer, parameters.version().minor());
    }
    Verdict framed = Envelope.frame(answer);
    if (framed == Verdict.UNUSABLE) {
      return framed;
    }
    if (stray == Stray.UNKNOWN) {
      return answer.report(ReplyRule.REPLY_UNKNOWN, "the kernel sent no such request");
    }
    return (unique & INTERRUPT_BIT) == 0
        ? answer.report(ReplyRule.REPLY_TWICE, "the request was answered before")
        : Envelope.interrupt(answer, ReplyHeader.error(message));
  }

  /** Checks the answer to INIT, which comes before there is a session. */
  public static Verdict checkInit(
      SessionRequest.Init request, long unique, ByteBuffer message, int length, Listener listener) {
    return InitChecks.check(
        new Answer(listener).of(Opcode.INIT, unique, request, message, length), request);
  }

  private Verdict success(Answer answer) {
    Verdict sized = bodies.size(answer);
    return sized == Verdict.UNUSABLE ? sized : sized.and(body(answer));
  }

  private Verdict body(Answer answer) {
    ReplyShape shape = answer.opcode().shape();
    if (shape.hasAttributes()) {
      Verdict verdict = entries.check(answer);
      return shape.hasHandle() ? verdict.and(bodies.opened(answer)) : verdict;
    }
    return shape.isListing() ? listings.check(answer) : bodies.content(answer);
  }
}
