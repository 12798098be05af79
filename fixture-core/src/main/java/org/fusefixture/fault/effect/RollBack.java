package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The filesystem goes back to a state that was kept: all that was acknowledged since is lost. The
 * kernel is told what to forget, which takes a moment longer than the request. Where there is no
 * such state, the request fails with EIO.
 *
 * @param name of the state
 */
public record RollBack(String name) implements SnapshotEffect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  public RollBack {
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
