package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The reply is sent again. The kernel, which no longer waits for it, refuses the copies.
 *
 * @param copies how often
 */
public record Duplicate(int copies) implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.AFTER_REPLY);

  public Duplicate {
    Limits.requirePositive("copies", copies);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.answered(opcode);
  }
}
