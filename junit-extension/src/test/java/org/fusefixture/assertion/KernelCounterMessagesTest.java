package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.KernelCounters;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class KernelCounterMessagesTest {
  private static final KernelCounters NOTHING = new KernelCounters(0, 0, 0);
  private static final KernelCounters BOTH = new KernelCounters(3, 16, 5);

  @Test
  void absentCounters_areExplained() {
    assertThat(
            Messages.of(
                KernelCounterMessages.shouldHaveKernelCounters("the kernel (6.18) does not count")))
        .contains("the kernel (6.18) does not count", "@PatchedKernel");
  }

  @Test
  void copiedPages_areCountedBesideReferencedOnes() {
    assertThat(Messages.of(KernelCounterMessages.shouldReferenceUserPages(BOTH)))
        .contains("reference user pages and to copy none", "16 pages referenced", "3 pages copied")
        .contains("ci/fuse-fixture attest");
  }

  @Test
  void referencedPages_areCountedBesideCopiedOnes() {
    assertThat(Messages.of(KernelCounterMessages.shouldCopyUserPages(BOTH)))
        .contains("copy user pages and to reference none", "16 pages referenced", "3 pages copied")
        .contains("fuse.force_user_pages");
  }

  @Test
  void noPagesAtAll_adviseADirectWrite() {
    assertThat(Messages.of(KernelCounterMessages.shouldReferenceUserPages(NOTHING)))
        .contains("with DIRECT");
    assertThat(Messages.of(KernelCounterMessages.shouldCopyUserPages(NOTHING)))
        .contains("with DIRECT");
    assertThat(Messages.of(KernelCounterMessages.shouldCountLateAccesses("some", NOTHING)))
        .contains("with DIRECT");
  }

  @Test
  void modeInNameOnly_isSaidWithBothCounters() {
    assertThat(
            Messages.of(
                KernelCounterMessages.shouldMoveUserPagesAsIn(
                    TransferMode.SPLICE_USER_PAGES, new KernelCounters(16, 0, 0))))
        .contains("to be referenced, as in mode", "16 pages copied", "0 pages referenced");
    assertThat(
            Messages.of(
                KernelCounterMessages.shouldMoveUserPagesAsIn(
                    TransferMode.SPLICE, new KernelCounters(0, 16, 0))))
        .contains("to be copied, as in mode");
  }

  @Test
  void otherNumberOfLateAccesses_isSaidWithTheExpectedOne() {
    assertThat(Messages.of(KernelCounterMessages.shouldCountLateAccesses("0", BOTH)))
        .contains("0 accesses to user pages", "5, with 16 pages referenced", "log of the sandbox");
  }
}
