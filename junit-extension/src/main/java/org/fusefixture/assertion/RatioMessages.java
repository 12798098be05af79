package org.fusefixture.assertion;

import org.fusefixture.comparison.Decision;

/** Failures about a ratio of speeds. */
final class RatioMessages {
  private RatioMessages() {}

  /** A claim about the speed of two modes was refuted. */
  static Message shouldHaveRatio(Decision decision) {
    return new Message(
        "%nExpecting that%n  %s%nbut the measurements refute it (%s):%n%s%n"
            + "To measure again in the same order, use the same seed; the numbers of one run are in"
            + " its report entries.",
        decision.claim(), decision.how(), decision.numbers().toString());
  }

  /** The budget is used up, and the measurements neither show nor refute a claim. */
  static Message ratioIsUndecided(Decision decision) {
    return new Message(
        "%nUndecided whether%n  %s%n(%s):%n%s%nGive it more blocks or time, longer rounds or a"
            + " calmer machine, or claim a ratio that is further from the one measured.",
        decision.claim(), decision.how(), decision.numbers().toString());
  }
}
