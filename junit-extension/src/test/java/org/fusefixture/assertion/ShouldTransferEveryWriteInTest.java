package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.StatisticsReport;
import org.junit.jupiter.api.Test;

class ShouldTransferEveryWriteInTest {

  @Test
  void bothWays_areCounted() {
    StatisticsReport statistics =
        new StatisticsReport(Map.of("WRITE", 5L), 2, 3, 20480, 5, 0, 0, 0, 0, 0);

    assertThat(Messages.of(new ShouldTransferEveryWriteIn(TransferMode.SPLICE, statistics)))
        .contains("SPLICE, that is by splice(2)")
        .contains("2L came by read(2)")
        .contains("3L by splice(2), 20480L bytes in all")
        .contains("fs.pipe-max-size");
  }
}
