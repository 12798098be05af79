package org.fusefixture.internal.fault.engine;

import org.fusefixture.fault.effect.Delay;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.Fail;
import org.fusefixture.fault.effect.FailAllocation;
import org.fusefixture.fault.effect.LimitHandles;
import org.fusefixture.fault.effect.NoSpace;
import org.fusefixture.fault.effect.Quota;

/** What the account of a rule has to know of its effect. */
final class Effects {
  private Effects() {}

  /** Whether it hits only when a limit is reached. */
  static boolean keepsAccount(Effect effect) {
    return effect instanceof NoSpace || effect instanceof Quota || effect instanceof LimitHandles;
  }

  /** Whether it is known only afterwards if it did anything. */
  static boolean canMiss(Effect effect) {
    return effect instanceof FailAllocation;
  }

  /** What a receipt says of one hit, beyond the rule. */
  static String detail(Effect effect, long draw, long admitted) {
    if (effect instanceof Fail fail) {
      return fail.choose(draw).name();
    }
    if (effect instanceof Delay delay) {
      return delay.nanos(draw) / 1000 + " us";
    }
    return admitted > 0 ? admitted + " bytes still fit" : "";
  }
}
