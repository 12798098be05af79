package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The present state of the filesystem is kept under a name; what was kept under it before is given
 * up. Before the request is dispatched the state is without it, before the reply with it.
 *
 * @param name of the state
 */
public record TakeSnapshot(String name) implements SnapshotEffect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  public TakeSnapshot {
    Limits.requireText("name of the snapshot", name);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.ifReached(opcode, phase);
  }
}
