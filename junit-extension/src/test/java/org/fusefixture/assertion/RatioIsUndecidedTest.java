package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.comparison.Decision.Verdict;
import org.junit.jupiter.api.Test;

class RatioIsUndecidedTest {
  @Test
  void message_has_claim_numbers_and_what_to_do() {
    assertThat(Messages.of(new RatioIsUndecided(Decisions.of(Verdict.UNDECIDED))))
        .contains("Undecided whether", "is at least 1.200 (confidence 0.95)")
        .contains("1.100 (95% interval 1.050 to 1.150)")
        .contains("more blocks or time");
  }
}
