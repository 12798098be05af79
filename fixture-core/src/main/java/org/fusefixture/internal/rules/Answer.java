package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.request.Request;
import org.jspecify.annotations.Nullable;

/** The reply at hand, and what it answers. Used again, so that a right reply makes no object. */
final class Answer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ReplyChecks.Listener listener;
  private @Nullable Opcode opcode;
  private @Nullable Request request;
  private long unique;
  private ByteBuffer message = NOTHING;
  private int length;

  Answer(ReplyChecks.Listener listener) {
    this.listener = listener;
  }

  Answer of(
      @Nullable Opcode operation,
      long number,
      @Nullable Request asked,
      ByteBuffer bytes,
      int count) {
    opcode = operation;
    unique = number;
    request = asked;
    message = bytes;
    length = count;
    return this;
  }

  /** Of a reply to a request. */
  Opcode opcode() {
    if (opcode == null) {
      throw new IllegalStateException("the reply answers no request");
    }
    return opcode;
  }

  /** Of a reply to a request. */
  Request request() {
    if (request == null) {
      throw new IllegalStateException("the reply answers no request");
    }
    return request;
  }

  ByteBuffer message() {
    return message;
  }

  /** Number of bytes of the whole message. */
  int length() {
    return length;
  }

  /** Number of bytes after the header. */
  int size() {
    return length - ReplyHeader.SIZE;
  }

  boolean hasHeader() {
    return Math.min(length, message.limit()) >= ReplyHeader.SIZE;
  }

  Verdict report(ReplyRule rule, String detail) {
    listener.violated(
        rule,
        opcode == null ? "a message" : opcode.name(),
        unique,
        request == null ? "" : request.arguments(),
        detail);
    return rule.effect() == ReplyRule.Effect.REFUSED ? Verdict.UNUSABLE : Verdict.WRONG;
  }
}
