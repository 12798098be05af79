package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.fault.RuleReceipt;

/** A fault did not fire as often as expected. */
final class ShouldHaveFired extends BasicErrorMessageFactory {
  ShouldHaveFired(Times expected, RuleReceipt receipt) {
    super(
        "%nExpecting the fault to fire %s, but%n  %s%n"
            + "Near misses name the condition that kept a request from being hit; fs.trace() shows"
            + " all requests that came.",
        unquotedString(expected.toString()), unquotedString(receipt.toString()));
  }
}
