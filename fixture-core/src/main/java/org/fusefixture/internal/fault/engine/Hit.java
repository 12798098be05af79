package org.fusefixture.internal.fault.engine;

import org.fusefixture.fault.Firing;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.internal.fault.effect.FaultContext;

/**
 * A rule hits a request.
 *
 * @param state the rule that hits
 * @param phase the phase of the request
 * @param draw 64 random bits for the effect
 * @param admitted bytes of the request that still fit, if the effect is a limit
 * @param releases how often the rule had been released by then: whoever sees the hit in a receipt
 *     may release the rule before the request has begun to wait
 * @param firing what the receipt says of it; already in the receipt, unless the act confirms it
 */
public record Hit(
    RuleState state, Phase phase, long draw, long admitted, int releases, Firing firing) {
  /** Does what the rule says before the filesystem sees the request. */
  public void act(FaultContext.BeforeDispatch context) {
    if (phase == Phase.RECEIVED) {
      state.acts().atReceived(context);
    } else {
      state.acts().atBeforeDispatch(context);
    }
  }

  /** Does what the rule says before the reply is sent. */
  public void act(FaultContext.BeforeReply context) {
    state.acts().atBeforeReply(context);
  }

  /** Does what the rule says after the reply was sent. */
  public void act(FaultContext.AfterReply context) {
    state.acts().atAfterReply(context);
  }

  /**
   * The act finds out that the rule has fired.
   *
   * @param detail for the receipt
   */
  public void confirm(String detail) {
    state.confirm(firing, detail);
  }

  /** The act finds out that the rule has missed. */
  public void miss(String why) {
    state.missed(firing, why);
  }
}
