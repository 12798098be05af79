package org.fusefixture.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private final Steadiness steadiness = new Steadiness(2, 0.05);

  @Test
  void a_rising_series_is_not_steady() {
    assertThat(steadiness.isReachedBy(List.of(1.0, 1.1, 1.2, 1.3))).isFalse();
  }

  @Test
  void a_series_that_has_levelled_off_is_steady() {
    assertThat(steadiness.isReachedBy(List.of(0.1, 0.5, 1.0, 1.01, 0.99, 1.02))).isTrue();
  }

  @Test
  void two_windows_are_needed() {
    assertThat(steadiness.isReachedBy(List.of(1.0, 1.0, 1.0))).isFalse();
  }
}
