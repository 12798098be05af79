package org.fusefixture.assertion;

import java.util.List;
import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.LateAccess;

/** Another number of payloads was touched after their replies. */
final class ShouldHaveLateAccesses extends BasicErrorMessageFactory {
  ShouldHaveLateAccesses(int expected, List<LateAccess> found) {
    super(
        "%nExpecting%n  %s accesses to payloads after their replies%nbut there were%n  %s%n%s%n"
            + "Count the WRITE requests: the kernel splits writes at maxWrite.",
        expected, found.size(), unquotedString(LateAccessLines.of(found)));
  }
}
