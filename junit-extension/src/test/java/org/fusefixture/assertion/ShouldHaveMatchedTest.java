package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.fault.RuleReceipt;
import org.junit.jupiter.api.Test;

class ShouldHaveMatchedTest {
  @Test
  void faultThatDidNotMatch_isShownWithWhyRequestsMayNotCome() {
    RuleReceipt receipt =
        new RuleReceipt("one", "on READ fail EIO", false, 0, 0, List.of(), List.of());

    assertThat(Messages.of(new ShouldHaveMatched(Times.atLeast(3), receipt)))
        .contains("to match at least 3 times", "on READ fail EIO: matched 0, fired 0")
        .contains("open with DIRECT");
  }
}
