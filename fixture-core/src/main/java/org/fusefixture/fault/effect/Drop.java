package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Nobody answers. Before the filesystem the request is lost; before the reply it is done, and the
 * reply is lost. The caller waits until the connection is aborted.
 */
public record Drop() implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_REPLY, Phase.BEFORE_DISPATCH, Phase.RECEIVED);

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.ifReached(opcode, phase);
  }
}
