package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.fault.RuleReceipt;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class ReceiptMessagesTest {
  // shouldHaveMatched
  @Test
  void faultThatDidNotMatch_isShownWithWhyRequestsMayNotCome() {
    RuleReceipt receipt =
        new RuleReceipt("one", "on READ fail EIO", false, 0, 0, List.of(), List.of());

    assertThat(Messages.of(ReceiptMessages.shouldHaveMatched(Times.atLeast(3), receipt)))
        .contains("to match at least 3 times", "on READ fail EIO: matched 0, fired 0")
        .contains("open with DIRECT");
  }

  // shouldHaveFired
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

    assertThat(Messages.of(ReceiptMessages.shouldHaveFired(Times.times(1), receipt)))
        .contains("to fire 1 time", "on WRITE fail EIO: matched 2, fired 0")
        .contains("near miss: WRITE#14: nth is 2, not 3")
        .contains("fs.trace() shows all requests");
  }
}
