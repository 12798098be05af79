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
  /** The phases at which it can happen, the usual one first. */
  Set<Phase> phases();

  /** The phase for requests of this operation if a rule names none. */
  default Phase defaultPhase(Opcode opcode) {
    return phases().iterator().next();
  }

  /**
   * Why it cannot work on requests of this operation at one of its phases, and what to do instead;
   * empty if it can.
   */
  Optional<String> refusal(Opcode opcode, Phase phase);
}
