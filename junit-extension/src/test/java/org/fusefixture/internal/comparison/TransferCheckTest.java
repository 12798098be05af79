package org.fusefixture.internal.comparison;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.comparison.Workload;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.posix.ByteSize;
import org.junit.jupiter.api.Test;

class TransferCheckTest {
  private static final WorkloadSpec WRITES =
      Workload.writes(ByteSize.mebibytes(1)).withDirect().spec();

  @Test
  void rounds_in_their_mode_pass() {
    assertThatCode(
            () -> {
              check(COPY, Rounds.copied(false));
              check(SPLICE, Rounds.copied(true));
              check(SPLICE_USER_PAGES, Rounds.referenced(0));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void fall_back_to_read_is_void() {
    assertThatThrownBy(() -> check(SPLICE, new RoundTransfers(1, 63, Rounds.BYTES, 0, false, 0, 0)))
        .isInstanceOf(ComparisonFailedException.class)
        .hasMessageContaining("a round in SPLICE is void")
        .hasMessageContaining("1 WRITEs came by read(2)");
  }

  @Test
  void single_page_that_was_copied_makes_user_pages_void() {
    assertThatThrownBy(() -> check(SPLICE_USER_PAGES, Rounds.referenced(1)))
        .hasMessageContaining("each of its 16384 user pages should be referenced");
  }

  @Test
  void pages_that_were_referenced_make_splice_void() {
    assertThatThrownBy(() -> check(SPLICE, Rounds.referenced(0)))
        .hasMessageContaining("should be copied");
  }

  @Test
  void user_pages_that_nobody_counted_are_void() {
    RoundTransfers uncounted = new RoundTransfers(0, 64, Rounds.BYTES, 0, false, 0, 0);
    assertThatThrownBy(() -> check(SPLICE_USER_PAGES, uncounted))
        .hasMessageContaining("nothing shows that it lent them");
  }

  @Test
  void bytes_that_did_not_arrive_make_it_void() {
    RoundTransfers short_ = new RoundTransfers(0, 64, Rounds.BYTES - 1, 0, false, 0, 0);
    assertThatThrownBy(() -> check(SPLICE, short_))
        .hasMessageContaining("the client wrote " + Rounds.BYTES + " bytes");
  }

  @Test
  void reads_from_the_page_cache_are_void() {
    RoundTransfers none = new RoundTransfers(0, 0, 0, 0, false, 0, 0);
    assertThatThrownBy(
            () ->
                TransferCheck.check(
                    SPLICE, Workload.reads(ByteSize.kibibytes(4)).spec(), Rounds.report(100, none)))
        .hasMessageContaining("the page cache answered; use direct I/O");
  }

  private static void check(TransferMode mode, RoundTransfers transfers) {
    TransferCheck.check(mode, WRITES, Rounds.report(100, transfers));
  }
}
