package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.KernelCounters;

/** The kernel counted another number of late accesses. */
final class ShouldCountLateAccesses extends BasicErrorMessageFactory {
  /**
   * @param expected in words or digits
   */
  ShouldCountLateAccesses(String expected, KernelCounters counters) {
    super(
        "%nExpecting the kernel to count%n  %s accesses to user pages after their reply%nbut it"
            + " counted%n  %s, with %s pages referenced%n%s",
        unquotedString(expected),
        counters.lateAccesses(),
        counters.userPagesReferenced(),
        unquotedString(
            counters.userPagesReferenced() == 0
                ? "No page was referenced, and copies are not counted: write with DIRECT, in mode"
                    + " SPLICE_USER_PAGES."
                : "One is counted for each page and system call. The log of the sandbox names who"
                    + " did it; assertThat(fs).hasNoLateAccess() shows the stacks."));
  }
}
