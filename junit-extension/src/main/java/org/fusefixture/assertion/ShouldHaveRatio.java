package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.comparison.Decision;

/** A claim about the speed of two modes was refuted. */
final class ShouldHaveRatio extends BasicErrorMessageFactory {
  ShouldHaveRatio(Decision decision) {
    super(
        "%nExpecting that%n  %s%nbut the measurements refute it (%s):%n%s%n"
            + "To measure again in the same order, use the same seed; the numbers of one run are in"
            + " its report entries.",
        unquotedString(decision.claim()),
        unquotedString(decision.how()),
        unquotedString(decision.numbers().toString()));
  }
}
