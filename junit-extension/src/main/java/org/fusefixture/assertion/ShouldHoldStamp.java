package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.stamp.StampVerdict;

/** A file holds something else than its stamp. */
final class ShouldHoldStamp extends BasicErrorMessageFactory {
  ShouldHoldStamp(String path, String how, StampVerdict verdict) {
    super(
        "%nExpecting \"%s\", read %s, to hold%n  [%s]%nbut%n  %s%n"
            + "LATER_GENERATION means that the filesystem looked at the client's pages after its "
            + "reply: consume the payload before it, and see the late accesses of "
            + "server().report().",
        unquotedString(path),
        unquotedString(how),
        unquotedString(verdict.expected().toString()),
        unquotedString(verdict.toString()));
  }
}
