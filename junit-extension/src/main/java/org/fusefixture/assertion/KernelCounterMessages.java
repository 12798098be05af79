package org.fusefixture.assertion;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.KernelCounters;

/** Failures about what the kernel of a mount counted. */
final class KernelCounterMessages {
  private KernelCounterMessages() {}

  /** The kernel of the mount does not count user pages. */
  static Message shouldHaveKernelCounters(String absence) {
    return new Message(
        "%nExpecting the kernel to count user pages and late accesses, but it does not:%n  %s%n"
            + "Run the test on the patched kernel: @PatchedKernel, or @InModes(kernel = PATCHED).",
        absence);
  }

  /** Pages of direct writes were to be put into pipes themselves, all of them. */
  static Message shouldReferenceUserPages(KernelCounters counters) {
    return new Message(
        "%nExpecting the kernel to reference user pages and to copy none, but it counted%n"
            + "  %s pages referenced%n  %s pages copied%n%s",
        counters.userPagesReferenced(),
        counters.userPagesCopied(),
        counters.userPagesCopied() == 0
            ? "There was no direct write: open the file with DIRECT."
            : "Either the server read by read(2), or the feature is not in effect on this"
                + " connection: see the mode, sysAdmin, and ci/fuse-fixture attest.");
  }

  /** Pages of direct writes were to be copied, all of them. */
  static Message shouldCopyUserPages(KernelCounters counters) {
    return new Message(
        "%nExpecting the kernel to copy user pages and to reference none, but it counted%n"
            + "  %s pages copied%n  %s pages referenced%n%s",
        counters.userPagesCopied(),
        counters.userPagesReferenced(),
        counters.userPagesReferenced() == 0
            ? "There was no direct write: open the file with DIRECT."
            : "The feature is in effect on this connection: see the mode, and"
                + " fuse.force_user_pages.");
  }

  /** The kernel counted what the mode does not have. */
  static Message shouldMoveUserPagesAsIn(TransferMode mode, KernelCounters counters) {
    return new Message(
        "%nExpecting the user pages of every direct WRITE to be %s, as in mode%n  %s%nbut the"
            + " kernel counted%n  %s pages copied%n  %s pages referenced%nThe mode was agreed on"
            + " and is not what happened: see ci/fuse-fixture attest, with the same kernel"
            + " parameters and privileges.",
        mode == TransferMode.SPLICE_USER_PAGES ? "referenced" : "copied",
        mode,
        counters.userPagesCopied(),
        counters.userPagesReferenced());
  }

  /**
   * The kernel counted another number of late accesses.
   *
   * @param expected in words or digits
   */
  static Message shouldCountLateAccesses(String expected, KernelCounters counters) {
    return new Message(
        "%nExpecting the kernel to count%n  %s accesses to user pages after their reply%nbut it"
            + " counted%n  %s, with %s pages referenced%n%s",
        expected,
        counters.lateAccesses(),
        counters.userPagesReferenced(),
        counters.userPagesReferenced() == 0
            ? "No page was referenced, and copies are not counted: write with DIRECT, in mode"
                + " SPLICE_USER_PAGES."
            : "One is counted for each page and system call. The log of the sandbox names who"
                + " did it; assertThat(fs).hasNoLateAccess() shows the stacks.");
  }
}
