package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.SessionStatistics;

/** No payload was touched after its reply. */
final class ShouldHaveLateAccess extends BasicErrorMessageFactory {
  ShouldHaveLateAccess(SessionStatistics statistics) {
    super(
        "%nExpecting an access to a payload after its reply, but there was none in%n  %s%nLook"
            + " whether the filesystem got a WRITE at all, and whether it consumes payloads late.",
        unquotedString(statistics.toString()));
  }
}
