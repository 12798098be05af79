package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.KernelCounters;
import org.junit.jupiter.api.Test;

/** Each says the counted values, what was expected, and what to do next. */
class KernelCounterMessagesTest {
  private static final KernelCounters NOTHING = new KernelCounters(0, 0, 0);
  private static final KernelCounters BOTH = new KernelCounters(3, 16, 5);

  @Test
  void absentCounters_areExplained() {
    assertThat(Messages.of(new ShouldHaveKernelCounters("the kernel (6.18) does not count")))
        .contains("the kernel (6.18) does not count", "@PatchedKernel");
  }

  @Test
  void copiedPages_areCountedBesideReferencedOnes() {
    assertThat(Messages.of(new ShouldReferenceUserPages(BOTH)))
        .contains(
            "reference user pages and to copy none", "16L pages referenced", "3L pages copied")
        .contains("ci/fuse-fixture attest");
  }

  @Test
  void referencedPages_areCountedBesideCopiedOnes() {
    assertThat(Messages.of(new ShouldCopyUserPages(BOTH)))
        .contains(
            "copy user pages and to reference none", "16L pages referenced", "3L pages copied")
        .contains("fuse.force_user_pages");
  }

  @Test
  void noPagesAtAll_adviseADirectWrite() {
    assertThat(Messages.of(new ShouldReferenceUserPages(NOTHING))).contains("with DIRECT");
    assertThat(Messages.of(new ShouldCopyUserPages(NOTHING))).contains("with DIRECT");
    assertThat(Messages.of(new ShouldCountLateAccesses("some", NOTHING))).contains("with DIRECT");
  }

  @Test
  void modeInNameOnly_isSaidWithBothCounters() {
    assertThat(
            Messages.of(
                new ShouldMoveUserPagesAsIn(
                    TransferMode.SPLICE_USER_PAGES, new KernelCounters(16, 0, 0))))
        .contains("to be referenced, as in mode", "16L pages copied", "0L pages referenced");
    assertThat(
            Messages.of(
                new ShouldMoveUserPagesAsIn(TransferMode.SPLICE, new KernelCounters(0, 16, 0))))
        .contains("to be copied, as in mode");
  }

  @Test
  void otherNumberOfLateAccesses_isSaidWithTheExpectedOne() {
    assertThat(Messages.of(new ShouldCountLateAccesses("0", BOTH)))
        .contains(
            "0 accesses to user pages", "5L, with 16L pages referenced", "log of the sandbox");
  }
}
