package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class TransferMessagesTest {
  // shouldHaveWrites
  @Test
  void whatTheServerGot_isSaid() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY.withRequests(Map.of(Opcode.LOOKUP, 3L)).withReplies(3);

    assertThat(Messages.of(TransferMessages.shouldHaveWrites(statistics)))
        .contains("at least one WRITE")
        .contains("{LOOKUP=3}")
        .contains("Sync or close");
  }

  // shouldTransferEveryWriteIn
  @Test
  void bothWays_areCounted() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY
            .withRequests(Map.of(Opcode.WRITE, 5L))
            .withWritesInMemory(2)
            .withWritesInPipe(3)
            .withBytesWritten(20480);

    assertThat(
            Messages.of(
                TransferMessages.shouldTransferEveryWriteIn(TransferMode.SPLICE, statistics)))
        .contains("SPLICE, that is by splice(2)")
        .contains("2 came by read(2)")
        .contains("3 by splice(2), 20480 bytes in all")
        .contains("fs.pipe-max-size");
  }

  // shouldNegotiateUserPages
  @Test
  void missingFlag_isSaidWithTheFlags() {
    assertThat(
            Messages.of(
                TransferMessages.shouldNegotiateUserPages(
                    TransferMode.SPLICE_USER_PAGES, 0x40000001L)))
        .contains("(1 << 43) to be negotiated in mode")
        .contains("0x40000001")
        .contains("attest");
  }

  @Test
  void flagInAnotherMode_isToBeLeftOut() {
    assertThat(Messages.of(TransferMessages.shouldNegotiateUserPages(TransferMode.COPY, 1L << 43)))
        .contains("to be left out in mode")
        .contains("0x80000000000");
  }
}
