package org.fusefixture.fault.effect;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The server process is stopped, SIGSTOP: all its threads, also those of the filesystem's own,
 * which {@link Freeze} leaves running. It goes on, SIGCONT, after a time, or when the rule is
 * released, removed or reset.
 *
 * @param limit after which it goes on by itself; 0 for never
 */
public record Pause(Duration limit) implements Effect {
  private static final Set<Phase> PHASES =
      Limits.phases(Phase.BEFORE_DISPATCH, Phase.RECEIVED, Phase.BEFORE_REPLY, Phase.AFTER_REPLY);

  public Pause {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("limit (" + limit + ") must not be negative");
    }
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
