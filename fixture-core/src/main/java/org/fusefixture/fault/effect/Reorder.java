package org.fusefixture.fault.effect;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The reply is sent after replies that came later.
 *
 * @param behind how many replies overtake it
 * @param limit after which it is sent even though fewer did; 0 for one second
 */
public record Reorder(int behind, Duration limit) implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public Reorder {
    Limits.requirePositive("behind", behind);
    if (limit.isNegative()) {
      throw new IllegalArgumentException("limit (" + limit + ") must not be negative");
    }
    limit = limit.isZero() ? Duration.ofSeconds(1) : limit;
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
