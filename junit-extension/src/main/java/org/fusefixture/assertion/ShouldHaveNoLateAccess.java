package org.fusefixture.assertion;

import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.LateAccess;

/** Payloads were touched after their replies. */
final class ShouldHaveNoLateAccess extends BasicErrorMessageFactory {
  ShouldHaveNoLateAccess(List<LateAccess> found) {
    super(
        "%nExpecting no access to a payload after its reply, but there were %s:%n%s%nA payload"
            + " belongs to the client again once its WRITE is answered; consume it before.",
        found.size(), unquotedString(LateAccessLines.of(found)));
  }
}
