package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.stamp.StampVerdict;

/** Pages of the client hold something else than a stamp. */
final class ShouldHoldStampInPages extends BasicErrorMessageFactory {
  ShouldHoldStampInPages(StampVerdict verdict) {
    super(
        "%nExpecting the client's pages to hold%n  [%s]%nbut%n  %s%n"
            + "If they were read into, this is what the filesystem answered, or the page cache: the"
            + " trace shows which, and assertThat(fs).file(...) looks at the file in all ways. If"
            + " they were written from, something changed them: nobody may but the test.",
        unquotedString(verdict.expected().toString()), unquotedString(verdict.toString()));
  }
}
