package org.fusefixture.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * What a fault does to a request, or to the server that has it. Made by the verbs of {@link
 * org.fusefixture.fault.RuleBuilder}.
 */
public interface Effect {
  /** {@return the phases at which it can happen, the usual one first} */
  Set<Phase> phases();

  /**
   * {@return the phase at which it happens if a rule names none}
   *
   * @param opcode operation of the rule
   */
  default Phase defaultPhase(Opcode opcode) {
    return phases().iterator().next();
  }

  /**
   * {@return why it cannot work on requests of this operation at one of its phases, and what to do
   * instead; empty if it can}
   *
   * @param opcode operation of the rule
   * @param phase one of {@link #phases()}
   */
  Optional<String> refusal(Opcode opcode, Phase phase);
}
