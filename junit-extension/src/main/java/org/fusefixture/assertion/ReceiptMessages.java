package org.fusefixture.assertion;

import org.fusefixture.fault.RuleReceipt;

/** Failures about what became of a fault. */
final class ReceiptMessages {
  private ReceiptMessages() {}

  /** A fault did not match as often as expected. */
  static Message shouldHaveMatched(Times expected, RuleReceipt receipt) {
    return new Message(
        "%nExpecting the fault to match %s, but%n  %s%n"
            + "Near misses name the condition that did not hold; requests that the kernel's caches"
            + " answer never come: open with DIRECT, or look at fs.trace().",
        expected.toString(), receipt.toString());
  }

  /** A fault did not fire as often as expected. */
  static Message shouldHaveFired(Times expected, RuleReceipt receipt) {
    return new Message(
        "%nExpecting the fault to fire %s, but%n  %s%n"
            + "Near misses name the condition that kept a request from being hit; fs.trace() shows"
            + " all requests that came.",
        expected.toString(), receipt.toString());
  }
}
