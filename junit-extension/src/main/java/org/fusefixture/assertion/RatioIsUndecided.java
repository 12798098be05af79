package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.comparison.Decision;

/** The budget is used up, and the measurements neither show nor refute a claim. */
final class RatioIsUndecided extends BasicErrorMessageFactory {
  RatioIsUndecided(Decision decision) {
    super(
        "%nUndecided whether%n  %s%n(%s):%n%s%n"
            + "Give it more blocks or time, longer rounds or a calmer machine, or claim a ratio that"
            + " is further from the one measured.",
        unquotedString(decision.claim()),
        unquotedString(decision.how()),
        unquotedString(decision.numbers().toString()));
  }
}
