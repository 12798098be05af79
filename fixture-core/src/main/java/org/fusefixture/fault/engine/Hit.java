package org.fusefixture.fault.engine;

import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Phase;

/**
 * A rule hits a request: what the session is to do.
 *
 * @param state the rule that hits
 * @param phase at which moment
 * @param draw 64 random bits for the effect
 * @param amount bytes of the request for which there is room, where the effect limits space
 * @param releases how often the rule had been released by then: whoever sees in a receipt that it
 *     has hit may release it before the request has begun to wait
 */
public record Hit(RuleState state, Phase phase, long draw, long amount, int releases) {
  /** What to do. */
  public Effect effect() {
    return state.rule().effect();
  }
}
