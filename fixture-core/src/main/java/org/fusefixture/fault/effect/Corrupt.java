package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Bytes are damaged, always in a copy: the client's pages stay as they are. Before the filesystem
 * the payload of a WRITE is, before the reply the data of the answer.
 *
 * @param damage how
 */
public record Corrupt(Damage damage) implements Effect {
  private static final Set<Opcode> PAYLOADS = EnumSet.of(Opcode.WRITE);
  private static final Set<Opcode> ANSWERS = Opcode.where(opcode -> opcode.shape().isData());
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH, Phase.BEFORE_REPLY);

  public Corrupt {
    Objects.requireNonNull(damage, "the damage is to be named");
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Phase defaultPhase(Opcode opcode) {
    return PAYLOADS.contains(opcode) ? Phase.BEFORE_DISPATCH : Phase.BEFORE_REPLY;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return phase == Phase.BEFORE_DISPATCH
        ? Limits.only(PAYLOADS, opcode, "has no payload to corrupt before the filesystem sees it")
        : Limits.only(ANSWERS, opcode, "is not answered with data that could be corrupted");
  }
}
