package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.KernelCounters;

/** Pages of direct writes were to be put into pipes themselves, all of them. */
final class ShouldReferenceUserPages extends BasicErrorMessageFactory {
  ShouldReferenceUserPages(KernelCounters counters) {
    super(
        "%nExpecting the kernel to reference user pages and to copy none, but it counted%n"
            + "  %s pages referenced%n  %s pages copied%n%s",
        counters.userPagesReferenced(),
        counters.userPagesCopied(),
        unquotedString(
            counters.userPagesCopied() == 0
                ? "There was no direct write: open the file with DIRECT."
                : "Either the server read by read(2), or the feature is not in effect on this"
                    + " connection: see the mode, sysAdmin, and ci/fuse-fixture attest."));
  }
}
