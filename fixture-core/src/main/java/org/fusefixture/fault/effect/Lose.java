package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.EmptyReply;

/**
 * The request is acknowledged, and the filesystem never sees it: a lost write, an fsync that does
 * nothing.
 */
public record Lose() implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return opcode == Opcode.WRITE
            || (!opcode.isServedBySession() && opcode.newReply() instanceof EmptyReply)
        ? Optional.empty()
        : Optional.of(
            opcode
                + " is answered with more than success, so that it cannot be lost in silence; use"
                + " drop or fail");
  }
}
