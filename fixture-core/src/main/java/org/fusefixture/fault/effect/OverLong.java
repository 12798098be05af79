package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The reply has more bytes than its structure, or than were asked for: the caller gets EIO.
 *
 * @param bytes how many more
 */
public record OverLong(int bytes) implements Effect {
  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public OverLong {
    if (bytes < 1 || bytes > 4096) {
      throw new IllegalArgumentException("bytes (" + bytes + ") must be from 1 to 4096");
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
