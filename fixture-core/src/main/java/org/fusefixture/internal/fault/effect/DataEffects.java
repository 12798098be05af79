package org.fusefixture.internal.fault.effect;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;

/** Effects on the data of a request or of its reply. */
public sealed interface DataEffects extends FaultEffect {

  /**
   * Fewer bytes are read than the file has. The kernel takes it for the end of the file.
   *
   * @param bytes most bytes that are read
   */
  record ShortRead(int bytes) implements DataEffects {
    private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.READ);

    public ShortRead {
      Checks.requireNotNegative("bytes", bytes);
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "reads no data");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
      return reply.isError()
          ? Optional.of("the reply is an error")
          : reply.bodyLength() > bytes
              ? Optional.empty()
              : Optional.of("only " + reply.bodyLength() + " bytes are read");
    }

    @Override
    public Acts acts() {
      return new Acts().beforeReply(context -> context.reply().resize(ReplyHeader.SIZE + bytes));
    }
  }

  /**
   * Fewer bytes are written than the caller gave, and the caller is told so.
   *
   * @param bytes most bytes that are written
   */
  record ShortWrite(int bytes) implements DataEffects {
    public ShortWrite {
      Checks.requirePositive("bytes", bytes);
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return writes(opcode, "writes no payload");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request) {
      return request.size() > bytes
          ? Optional.empty()
          : Optional.of("it has " + request.size() + " bytes only, so that nothing is cut off");
    }

    @Override
    public Acts acts() {
      return new Acts().beforeDispatch(context -> context.cut(bytes));
    }
  }

  /**
   * Bytes are corrupted, always in a copy, so that the client's pages stay as they are. At
   * BEFORE_DISPATCH the WRITE payload is corrupted, at BEFORE_REPLY the reply data.
   *
   * @param damage how the bytes change
   */
  record Corrupt(Damage damage) implements DataEffects {
    private static final Set<Opcode> ANSWERS = Opcode.where(opcode -> opcode.shape().isData());

    public Corrupt {
      Objects.requireNonNull(damage, "no damage is given; name one, for example {flipped-bits: 1}");
    }

    @Override
    public Phase defaultPhase(Opcode opcode) {
      return opcode == Opcode.WRITE ? Phase.BEFORE_DISPATCH : Phase.BEFORE_REPLY;
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return phase == Phase.BEFORE_DISPATCH
          ? writes(opcode, "has no payload to corrupt before the filesystem sees it")
          : Checks.only(ANSWERS, opcode, "is not answered with data that could be corrupted");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
      return reply.isError()
          ? Optional.of("the reply is an error")
          : asksForSize(request)
              ? Optional.of("it asks for a size only")
              : reply.bodyLength() > 0 ? Optional.empty() : Optional.of("it has no bytes");
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeDispatch(
              context -> context.changePayload(bytes -> damage.apply(bytes, context.draw())))
          .beforeReply(
              context -> {
                ReplyMessage reply = context.reply();
                int left = damage.apply(reply.body(), context.draw());
                reply.resize(ReplyHeader.SIZE + left);
              });
    }

    private static boolean asksForSize(FaultRequest request) {
      return request.opcode().shape() == ReplyShape.DATA_OR_SIZE
          && request.request().replyRoom() == 0;
    }
  }

  /**
   * A WRITE is cut into parts, of which the filesystem gets only some, and is acknowledged as a
   * whole.
   *
   * @param parts number of parts of the same size, except the last
   * @param keep the parts that are written, counted from 1
   */
  record TornWrite(int parts, List<Integer> keep) implements DataEffects {
    public TornWrite {
      Checks.requireParts(parts);
      keep = Checks.places("part", keep, parts);
      if (keep.isEmpty() || keep.size() == parts) {
        throw new IllegalArgumentException(
            "a torn write keeps some of its "
                + parts
                + " parts, but not all; to keep none use acknowledge-only");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return writes(opcode, "writes no payload that could be torn");
    }

    @Override
    public Optional<String> obstacle(FaultRequest request) {
      return request.size() >= parts
          ? Optional.empty()
          : Optional.of("its " + request.size() + " bytes cannot be cut into " + parts + " parts");
    }

    @Override
    public Acts acts() {
      return new Acts().beforeDispatch(context -> context.writeParts(parts, keep));
    }
  }

  /**
   * The request is acknowledged, and the filesystem never sees it: a lost write, an fsync that does
   * nothing.
   */
  record AcknowledgeOnly() implements DataEffects {
    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return opcode == Opcode.WRITE
              || (!opcode.isServedBySession() && opcode.shape() == ReplyShape.EMPTY)
          ? Optional.empty()
          : Optional.of(
              opcode
                  + " is answered with more than success, which only the filesystem knows; use"
                  + " drop or fail");
    }

    @Override
    public Acts acts() {
      return new Acts().beforeDispatch(FaultContext.BeforeDispatch::acknowledgeOnly);
    }
  }

  private static Optional<String> writes(Opcode opcode, String otherwise) {
    return Checks.only(EnumSet.of(Opcode.WRITE), opcode, otherwise);
  }
}
