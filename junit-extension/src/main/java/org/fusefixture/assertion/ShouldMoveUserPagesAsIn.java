package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.KernelCounters;

/** The kernel counted what the mode does not have. */
final class ShouldMoveUserPagesAsIn extends BasicErrorMessageFactory {
  ShouldMoveUserPagesAsIn(TransferMode mode, KernelCounters counters) {
    super(
        "%nExpecting the user pages of every direct WRITE to be %s, as in mode%n  %s%nbut the"
            + " kernel counted%n  %s pages copied%n  %s pages referenced%nThe mode was agreed on"
            + " and is not what happened: see ci/fuse-fixture attest, with the same kernel"
            + " parameters and privileges.",
        unquotedString(mode == TransferMode.SPLICE_USER_PAGES ? "referenced" : "copied"),
        mode,
        counters.userPagesCopied(),
        counters.userPagesReferenced());
  }
}
