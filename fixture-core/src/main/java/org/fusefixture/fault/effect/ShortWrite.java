package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Fewer bytes are written than the caller gave, and it is told so.
 *
 * @param bytes most that are written
 */
public record ShortWrite(int bytes) implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public ShortWrite {
    Limits.requirePositive("bytes", bytes);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "writes no payload");
  }
}
