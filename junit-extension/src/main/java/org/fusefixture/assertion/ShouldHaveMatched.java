package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.fault.RuleReceipt;

/** A fault did not match as often as expected. */
final class ShouldHaveMatched extends BasicErrorMessageFactory {
  ShouldHaveMatched(Times expected, RuleReceipt receipt) {
    super(
        "%nExpecting the fault to match %s, but%n  %s",
        unquotedString(expected.toString()), unquotedString(receipt.toString()));
  }
}
