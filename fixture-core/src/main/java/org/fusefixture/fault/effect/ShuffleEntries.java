package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** The entries of each part of a listing come in another order. */
public record ShuffleEntries() implements Effect {
  private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().isListing());

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "lists no directory");
  }
}
