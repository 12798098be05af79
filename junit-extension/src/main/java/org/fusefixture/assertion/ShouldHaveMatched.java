package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.fault.RuleReceipt;

/** A fault did not match as often as expected. */
final class ShouldHaveMatched extends BasicErrorMessageFactory {
  ShouldHaveMatched(Times expected, RuleReceipt receipt) {
    super(
        "%nExpecting the fault to match %s, but%n  %s%n"
            + "Near misses name the condition that did not hold; requests that the kernel's caches"
            + " answer never come: open with DIRECT, or look at fs.trace().",
        unquotedString(expected.toString()), unquotedString(receipt.toString()));
  }
}
