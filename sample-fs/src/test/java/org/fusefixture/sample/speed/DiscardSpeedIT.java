package org.fusefixture.sample.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.posix.ByteSize.mebibytes;

import org.fusefixture.comparison.Comparison;
import org.fusefixture.comparison.ComparisonNumbers;
import org.fusefixture.comparison.Comparisons;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.comparison.Workload;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.memory.DiscardingFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * What user pages are worth where nothing else is done with them, on one CPU. That no page is
 * copied is the product's doing, and exact. How much time that saves is the machine's: on one the
 * ratio was 1.40 to 1.58, on another 1.14 to 1.19; the claim about it is for who asks for it.
 */
@Tag("patched")
@Tag("speed")
@FuseMount(
    value = DiscardingFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    threads = 1,
    timeout = "30s")
class DiscardSpeedIT {
  private static final long PAGE = 4096;
  private static final Workload DIRECT_WRITES =
      Workload.writes(mebibytes(1)).withDirect().withFileSize(mebibytes(256));

  @Test
  void each_page_is_copied_or_lent_and_never_both(Comparisons comparisons) {
    ComparisonNumbers numbers =
        comparisons.compare(SPLICE, SPLICE_USER_PAGES).workload(DIRECT_WRITES).measure(4);
    assertThat(numbers.rounds()).hasSizeGreaterThanOrEqualTo(4);
    for (ComparisonNumbers.Round round : numbers.rounds()) {
      boolean lent = round.mode() == SPLICE_USER_PAGES;
      long pages = round.report().bytes() / PAGE;
      assertThat(round.report().transfers())
          .as("%s: %d pages were written", round.mode(), pages)
          .returns(true, RoundTransfers::pagesCounted)
          .returns(lent ? 0 : pages, RoundTransfers::pagesCopied)
          .returns(lent ? pages : 0, RoundTransfers::pagesReferenced);
    }
  }

  @Test
  @Tag("slow")
  void direct_writes_of_a_mebibyte_are_faster_with_user_pages(Comparisons comparisons) {
    Comparison comparison = comparisons.compare(SPLICE, SPLICE_USER_PAGES).workload(DIRECT_WRITES);
    assertThat(comparison).throughputRatio().isAtLeast(1.20).withConfidence(0.95);
  }

  @Test
  void the_other_way_round_is_refuted(Comparisons comparisons) {
    Comparison comparison = comparisons.compare(SPLICE_USER_PAGES, SPLICE).workload(DIRECT_WRITES);
    Throwable outcome =
        catchThrowable(
            () -> assertThat(comparison).throughputRatio().isAtLeast(1.20).withConfidence(0.95));
    if (outcome instanceof TestAbortedException undecided) {
      throw undecided; // as with any claim, a noisy machine does not make it red
    }
    assertThat(outcome)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the measurements refute it");
  }
}
