package org.fusefixture.assertion;

import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.junit.Receipt;

/** Assertions on what became of a fault. */
public final class ReceiptAssert extends AbstractAssert<ReceiptAssert, Receipt> {
  /** A fault after the reply is noted when the caller may have gone on already. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  ReceiptAssert(Receipt actual) {
    super(actual, ReceiptAssert.class);
  }

  /**
   * Verifies how many requests were hit.
   *
   * <pre>{@code
   * assertThat(receipt).fired(times(1));
   * }</pre>
   *
   * @param expected number of requests
   * @return this
   */
  public ReceiptAssert fired(Times expected) {
    isNotNull();
    RuleReceipt receipt = settled(expected, true);
    if (!expected.includes(receipt.fired())) {
      throwAssertionError(ReceiptMessages.shouldHaveFired(expected, receipt));
    }
    return this;
  }

  /**
   * Verifies how many requests met every condition, whether they were hit or not.
   *
   * @param expected number of requests
   * @return this
   */
  public ReceiptAssert matched(Times expected) {
    isNotNull();
    RuleReceipt receipt = settled(expected, false);
    if (!expected.includes(receipt.matched())) {
      throwAssertionError(ReceiptMessages.shouldHaveMatched(expected, receipt));
    }
    return this;
  }

  private RuleReceipt settled(Times expected, boolean fired) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(
              actual::now,
              receipt -> (fired ? receipt.fired() : receipt.matched()) >= expected.least());
    } catch (ConditionTimeoutException e) {
      return actual.now();
    }
  }
}
