package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShouldSettleTest {

  @Test
  void limit_isSaid() {
    assertThat(Messages.of(new ShouldSettle(Duration.ofSeconds(10))))
        .contains("10S")
        .contains("server().stacks()");
  }
}
