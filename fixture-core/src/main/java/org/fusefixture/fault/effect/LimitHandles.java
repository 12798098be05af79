package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * No more than so many handles are open at a time; a further one fails.
 *
 * @param most how many, of those opened since the rule was set
 * @param errno EMFILE where none is given
 */
public record LimitHandles(int most, Errno errno) implements Effect {
  private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().hasHandle());

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public LimitHandles {
    Limits.requireNotNegative("most", most);
    errno = errno == null ? Errno.EMFILE : errno;
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "opens no handle");
  }

  /** The operations that open a handle. */
  public static Set<Opcode> opens() {
    return OPCODES;
  }
}
