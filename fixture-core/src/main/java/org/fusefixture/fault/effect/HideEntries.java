package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Glob;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * Listings lack entries that exist.
 *
 * @param glob the names that are left out, see {@link Glob}
 */
public record HideEntries(String glob) implements Effect {
  private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().isListing());

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_REPLY);

  public HideEntries {
    new Glob(glob);
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "lists no directory");
  }

  /** Whether an entry is left out. */
  public boolean hides(String name) {
    return !name.equals(".") && !name.equals("..") && new Glob(glob).accepts(name);
  }
}
