package org.fusefixture.fault.effect;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The kernel gets a reply that breaks the protocol. Where it refuses the message, and so waits on,
 * the sound reply follows.
 *
 * @param defect what is wrong
 * @param abandoned whether no sound reply follows, so that the caller waits until the connection is
 *     aborted
 */
public record Malform(Defect defect, boolean abandoned) implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public Malform {
    Objects.requireNonNull(defect, "the defect is to be named");
    if (abandoned && !defect.leavesWaiting()) {
      throw new IllegalArgumentException(
          "the kernel ends a request whose reply has the defect "
              + defect
              + "; leave abandoned out");
    }
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
