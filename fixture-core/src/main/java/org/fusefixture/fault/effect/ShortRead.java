package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Fewer bytes are read than the file has. The kernel takes it for the end of the file.
 *
 * @param bytes most that are read
 */
public record ShortRead(int bytes) implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.READ);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public ShortRead {
    Limits.requireNotNegative("bytes", bytes);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "reads no data");
  }
}
