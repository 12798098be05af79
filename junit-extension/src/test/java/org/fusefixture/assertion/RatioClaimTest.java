package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.comparison.Decision.Verdict;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RatioClaimTest {
  @Test
  void claim_that_is_shown_passes() {
    assertThat(RatioClaim.judge(Decisions.of(Verdict.SHOWN)).verdict()).isEqualTo(Verdict.SHOWN);
  }

  @Test
  void claim_that_is_refuted_fails() {
    assertThatThrownBy(() -> RatioClaim.judge(Decisions.of(Verdict.REFUTED)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the measurements refute it");
  }

  @Test
  void claim_that_is_undecided_aborts_the_test() {
    assertThatThrownBy(() -> RatioClaim.judge(Decisions.of(Verdict.UNDECIDED)))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("Undecided whether");
  }
}
