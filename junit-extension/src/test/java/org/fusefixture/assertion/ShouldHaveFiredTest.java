package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.fault.RuleReceipt;
import org.junit.jupiter.api.Test;

class ShouldHaveFiredTest {
  @Test
  void faultThatDidNotFire_isShownWithItsNearMisses() {
    RuleReceipt receipt =
        new RuleReceipt(
            "one",
            "on WRITE fail EIO",
            false,
            2,
            0,
            List.of(),
            List.of("WRITE#14: nth is 2, not 3"));

    assertThat(Messages.of(new ShouldHaveFired(Times.times(1), receipt)))
        .contains("to fire 1 time", "on WRITE fail EIO: matched 2, fired 0")
        .contains("near miss: WRITE#14: nth is 2, not 3")
        .contains("fs.trace() shows all requests");
  }
}
