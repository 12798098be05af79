package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The device is full after so many bytes were written, whatever they overwrote: a WRITE that still
 * fits in part is short, what comes then fails with ENOSPC.
 *
 * @param bytes in all requests that the rule matches
 */
public record NoSpace(long bytes) implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE, Opcode.FALLOCATE);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public NoSpace {
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
