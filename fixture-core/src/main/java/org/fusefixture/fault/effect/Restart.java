package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The server process gets SIGKILL, and another one serves the same filesystem on the same backing
 * directory at the same mount point. Open files lead to the old mount, where every call fails with
 * ENOTCONN. The new server has no faults set; receipts keep what they said.
 */
public record Restart() implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.ifReached(opcode, phase);
  }
}
