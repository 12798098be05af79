package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.report.KernelCounters;

/** Pages of direct writes were to be copied, all of them. */
final class ShouldCopyUserPages extends BasicErrorMessageFactory {
  ShouldCopyUserPages(KernelCounters counters) {
    super(
        "%nExpecting the kernel to copy user pages and to reference none, but it counted%n"
            + "  %s pages copied%n  %s pages referenced%n%s",
        counters.userPagesCopied(),
        counters.userPagesReferenced(),
        unquotedString(
            counters.userPagesReferenced() == 0
                ? "There was no direct write: open the file with DIRECT."
                : "The feature is in effect on this connection: see the mode, and"
                    + " fuse.force_user_pages."));
  }
}
