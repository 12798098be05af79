package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.report.StatisticsReport;
import org.junit.jupiter.api.Test;

class ShouldHaveWritesTest {

  @Test
  void whatTheServerGot_isSaid() {
    StatisticsReport statistics =
        new StatisticsReport(Map.of("LOOKUP", 3L), 0, 0, 0, 3, 0, 0, 0, 0, 0);

    assertThat(Messages.of(new ShouldHaveWrites(statistics)))
        .contains("at least one WRITE")
        .contains("{LOOKUP=3}")
        .contains("Sync or close");
  }
}
