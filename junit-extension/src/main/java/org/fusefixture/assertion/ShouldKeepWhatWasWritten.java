package org.fusefixture.assertion;

import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.LateAccess;

/** Files do not hold what the client wrote. */
final class ShouldKeepWhatWasWritten extends BasicErrorMessageFactory {
  ShouldKeepWhatWasWritten(String mount, IntegrityVerdict verdict, List<LateAccess> late) {
    super(
        "%nExpecting %s to keep what was written, but there are%n  %s%n%s",
        unquotedString(mount),
        unquotedString(verdict.toString()),
        unquotedString(
            late.isEmpty()
                ? "No payload was touched after its reply."
                : "Payloads touched after their reply:\n" + LateAccessLines.of(late)));
  }
}
