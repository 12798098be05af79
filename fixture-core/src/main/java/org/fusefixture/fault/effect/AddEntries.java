package org.fusefixture.fault.effect;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.FileName;

/**
 * Listings have entries that do not exist.
 *
 * @param names of the entries
 */
public record AddEntries(List<String> names) implements Effect {
  private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().isListing());

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public AddEntries {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("name an entry to add");
    }
    names.forEach(FileName::of);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "lists no directory");
  }
}
