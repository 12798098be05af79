package org.fusefixture.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class SignedRanksTest {
  private static final double EXACT = 1e-12;

  @Test
  void all_above_gives_the_least_chance() {
    assertThat(SignedRanks.pValueAbove(new double[] {1, 2, 3, 4, 5}))
        .isCloseTo(1.0 / 32, within(EXACT));
    assertThat(SignedRanks.leastPValue(5)).isCloseTo(1.0 / 32, within(EXACT));
  }

  @Test
  void all_below_says_nothing_for_above() {
    assertThat(SignedRanks.pValueAbove(new double[] {-1, -2, -3})).isCloseTo(1, within(EXACT));
  }

  @Test
  void one_small_value_below_counts_little() {
    // Sums of ranks of 4 values: 10 and 9 are reached in one way each, of 16.
    assertThat(SignedRanks.pValueAbove(new double[] {-0.1, 2, 3, 4}))
        .isCloseTo(2.0 / 16, within(EXACT));
  }

  @Test
  void ties_share_their_ranks() {
    // 1.5, 1.5, 3: sums of at least 4.5 are 4.5 (twice) and 6 (once), of 8.
    assertThat(SignedRanks.pValueAbove(new double[] {-1, 1, 2})).isCloseTo(3.0 / 8, within(EXACT));
  }

  @Test
  void zeros_alone_decide_nothing() {
    assertThat(SignedRanks.pValueAbove(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  void two_sided_chance_equals_that_of_commons_math() {
    SplittableRandom random = new SplittableRandom(20261123);
    for (int round = 0; round < 50; round++) {
      int n = 5 + random.nextInt(8);
      double[] values = random.doubles(n, -1, 1.5).toArray();
      double one = Math.min(SignedRanks.pValueAbove(values), SignedRanks.pValueBelow(values));
      double two = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(values, new double[n], true);
      assertThat(Math.min(1, 2 * one)).isCloseTo(Math.min(1, two), within(1e-9));
    }
  }
}
