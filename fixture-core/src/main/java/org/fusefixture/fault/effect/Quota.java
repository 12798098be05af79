package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Each user may write so many bytes, whatever they overwrite: a WRITE that still fits in part is
 * short, what comes then fails with EDQUOT.
 *
 * @param bytes of one user, in all requests that the rule matches
 */
public record Quota(long bytes) implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE, Opcode.FALLOCATE);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public Quota {
    Limits.requireNotNegative("bytes", bytes);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "allocates no space");
  }
}
