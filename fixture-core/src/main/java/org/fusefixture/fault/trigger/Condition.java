package org.fusefixture.fault.trigger;

import java.util.Optional;
import org.fusefixture.filesystem.Opcode;

/**
 * What a request must be like for a rule to match. A rule has at most one condition of each kind.
 * Made by {@link org.fusefixture.fault.RuleBuilder}; for a condition of your own see {@link
 * FaultPredicate}.
 */
public interface Condition {
  /**
   * {@return why no request of this operation can meet it, and what to do; empty if some can}
   *
   * @param opcode operation of the rule
   */
  default Optional<String> refusal(Opcode opcode) {
    return Optional.empty();
  }
}
