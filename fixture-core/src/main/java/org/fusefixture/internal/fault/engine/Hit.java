package org.fusefixture.internal.fault.engine;

import org.fusefixture.fault.Firing;
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
 * @param firing what the receipt says of it; is in the receipt already, unless the effect can miss
 */
public record Hit(
    RuleState state, Phase phase, long draw, long amount, int releases, Firing firing) {
  /** What to do. */
  public Effect effect() {
    return state.rule().effect();
  }

  /**
   * An effect that can miss its target has hit it: now the rule has fired.
   *
   * @param detail for the receipt
   */
  public void confirm(String detail) {
    state.confirm(firing, detail);
  }

  /** An effect has missed its target. */
  public void miss(String why) {
    state.missed(firing, why);
  }
}
