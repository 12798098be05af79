package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.comparison.Decision.Verdict;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class RatioMessagesTest {
  // shouldHaveRatio
  @Test
  void message_has_claim_decision_and_all_numbers() {
    assertThat(Messages.of(RatioMessages.shouldHaveRatio(Decisions.of(Verdict.REFUTED))))
        .contains("the ratio of throughput, SPLICE_USER_PAGES to SPLICE, is at least 1.200")
        .contains("look 2, at 12 blocks", "0.0040", "a look decides at 0.0100")
        .contains("1.100 (95% interval 1.050 to 1.150)")
        .contains("4000 MiB/s", "4400 MiB/s", "p50 1.0 us", "ABBA BAAB", "seed 7");
  }

  // ratioIsUndecided
  @Test
  void message_has_claim_numbers_and_what_to_do() {
    assertThat(Messages.of(RatioMessages.ratioIsUndecided(Decisions.of(Verdict.UNDECIDED))))
        .contains("Undecided whether", "is at least 1.200 (confidence 0.95)")
        .contains("1.100 (95% interval 1.050 to 1.150)")
        .contains("more blocks or time");
  }
}
