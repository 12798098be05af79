package org.fusefixture.assertion;

import org.fusefixture.filesystem.Opcode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

class ShouldTransferEveryWriteInTest {

  @Test
  void bothWays_areCounted() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY
            .withRequests(Map.of(Opcode.WRITE, 5L))
            .withWritesInMemory(2)
            .withWritesInPipe(3)
            .withBytesWritten(20480);

    assertThat(Messages.of(new ShouldTransferEveryWriteIn(TransferMode.SPLICE, statistics)))
        .contains("SPLICE, that is by splice(2)")
        .contains("2L came by read(2)")
        .contains("3L by splice(2), 20480L bytes in all")
        .contains("fs.pipe-max-size");
  }
}
