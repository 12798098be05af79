package org.fusefixture.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.fusefixture.comparison.Decision.Evidence;
import org.fusefixture.comparison.Decision.Verdict;
import org.junit.jupiter.api.Test;

/** What the decision promises, by simulation; seeds are fixed, so that the counts are, too. */
class GroupSequentialPlanTest {
  private static final int RUNS = 10_000;
  private static final int MOST = 40;
  private static final double CONFIDENCE = 0.95;
  private static final double BOUND = Math.log(1.2);

  @Test
  void at_the_boundary_with_normal_noise_errors_are_rarer_than_allowed() {
    assertErrorsAtBoundary(Random::nextGaussian);
  }

  @Test
  void at_the_boundary_with_bursts_errors_are_rarer_than_allowed() {
    // One value in ten is spoilt by something else on the machine, 20 times as far.
    assertErrorsAtBoundary(random -> random.nextGaussian() * (random.nextInt(10) == 0 ? 20 : 1));
  }

  @Test
  void at_the_boundary_with_noise_that_grows_errors_are_rarer_than_allowed() {
    int[] calls = {0};
    assertErrorsAtBoundary(random -> random.nextGaussian() * (1 + calls[0]++ % MOST));
  }

  @Test
  void looking_after_each_measurement_would_err_far_more_often() {
    Random random = new Random(4);
    int wrong = 0;
    for (int run = 0; run < RUNS / 10; run++) {
      double[] values = draw(random, Random::nextGaussian, BOUND);
      boolean refuted = false;
      for (int size = 6; size <= MOST && !refuted; size++) {
        double[] differences =
            DoubleStream.of(values).limit(size).map(value -> value - BOUND).toArray();
        refuted = SignedRanks.pValueBelow(differences) <= 1 - CONFIDENCE;
      }
      wrong += refuted ? 1 : 0;
    }
    assertThat(wrong / (RUNS / 10.0)).isGreaterThan(0.10);
  }

  @Test
  void a_clear_difference_is_shown_at_the_first_look() {
    Random random = new Random(5);
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    int first = 0;
    for (int run = 0; run < 1_000; run++) {
      double[] values = draw(random, Random::nextGaussian, BOUND + 0.2);
      Evidence decision = plan.atLeast(values, BOUND);
      assertThat(decision.verdict()).isEqualTo(Verdict.SHOWN);
      first += decision.looks() == 1 ? 1 : 0;
    }
    assertThat(first).isGreaterThan(900);
  }

  @Test
  void the_other_way_round_is_refuted() {
    double[] values = draw(new Random(6), Random::nextGaussian, -BOUND);
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    assertThat(plan.atLeast(values, BOUND).verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(plan.atMost(values, BOUND).verdict()).isEqualTo(Verdict.SHOWN);
  }

  @Test
  void more_measurements_do_not_change_a_decision() {
    double[] values = draw(new Random(7), Random::nextGaussian, BOUND + 0.2);
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    Evidence early =
        plan.atLeast(DoubleStream.of(values).limit(plan.sizes().get(0)).toArray(), BOUND);
    assertThat(plan.atLeast(values, BOUND)).isEqualTo(early);
  }

  @Test
  void too_few_measurements_for_a_look_are_undecided() {
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    Evidence decision = plan.atLeast(new double[] {9, 9}, BOUND);
    assertThat(decision.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(decision.looks()).isZero();
  }

  @Test
  void plan_ends_with_the_last_measurement_and_divides_the_error() {
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    assertThat(plan.sizes()).isSorted().endsWith(MOST).hasSizeGreaterThan(2);
    assertThat(plan.sizes().size() * plan.errorPerLook()).isLessThanOrEqualTo(0.05 + 1e-12);
    assertThat(SignedRanks.leastPValue(plan.sizes().get(0)))
        .isLessThanOrEqualTo(plan.errorPerLook());
  }

  @Test
  void confidence_that_cannot_be_reached_is_refused() {
    assertThatThrownBy(() -> GroupSequentialPlan.of(8, 0.9999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 measurements");
    assertThatThrownBy(() -> GroupSequentialPlan.of(40, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below 1");
  }

  private static void assertErrorsAtBoundary(ToDoubleFunction<Random> noise) {
    Random random = new Random(3);
    GroupSequentialPlan plan = GroupSequentialPlan.of(MOST, CONFIDENCE);
    int refuted = 0;
    int shown = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] values = draw(random, noise, BOUND);
      switch (plan.atLeast(values, BOUND).verdict()) {
        case REFUTED -> refuted++;
        case SHOWN -> shown++;
        default -> {}
      }
    }
    assertThat(refuted / (double) RUNS).as("false red").isLessThan(0.05);
    assertThat(shown / (double) RUNS).as("false green").isLessThan(0.05);
    assertThat(refuted + shown).as("the test can err at all").isGreaterThan(RUNS / 50);
  }

  private static double[] draw(Random random, ToDoubleFunction<Random> noise, double centre) {
    return DoubleStream.generate(() -> centre + 0.05 * noise.applyAsDouble(random))
        .limit(MOST)
        .toArray();
  }
}
