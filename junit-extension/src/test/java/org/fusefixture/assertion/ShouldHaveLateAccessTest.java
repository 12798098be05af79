package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.report.StatisticsReport;
import org.junit.jupiter.api.Test;

class ShouldHaveLateAccessTest {

  @Test
  void whatTheServerGot_isSaid() {
    StatisticsReport statistics =
        new StatisticsReport(Map.of("WRITE", 1L), 0, 1, 4096, 1, 0, 0, 0, 0, 0);

    assertThat(Messages.of(new ShouldHaveLateAccess(statistics)))
        .contains("but there was none in")
        .contains("{WRITE=1}")
        .contains("consumes payloads late");
  }
}
