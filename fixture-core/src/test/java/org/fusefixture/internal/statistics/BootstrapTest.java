package org.fusefixture.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.fusefixture.comparison.Interval;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void interval_covers_the_truth_about_as_often_as_it_says() {
    Random random = new Random(11);
    int covered = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      double[] values = DoubleStream.generate(random::nextGaussian).limit(12).toArray();
      Interval interval = Bootstrap.interval(values, 0.95, run);
      covered += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
    }
    assertThat(covered / (double) runs).isBetween(0.91, 0.985);
  }

  @Test
  void same_seed_gives_the_same_interval() {
    double[] values = {1, 2, 4, 8, 16};
    assertThat(Bootstrap.interval(values, 0.95, 1)).isEqualTo(Bootstrap.interval(values, 0.95, 1));
  }

  @Test
  void estimate_is_not_moved_by_one_outlier() {
    assertThat(Bootstrap.centre(new double[] {1, 1.1, 0.9, 1, 100})).isBetween(0.9, 1.2);
    assertThat(Bootstrap.centre(new double[] {1, 2, 3})).isEqualTo(2);
  }

  @Test
  void one_measurement_is_refused() {
    assertThatThrownBy(() -> Bootstrap.interval(new double[] {1}, 0.95, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 1");
  }
}
