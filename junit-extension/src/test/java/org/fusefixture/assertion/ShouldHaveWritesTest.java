package org.fusefixture.assertion;

import org.fusefixture.filesystem.Opcode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

class ShouldHaveWritesTest {

  @Test
  void whatTheServerGot_isSaid() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY.withRequests(Map.of(Opcode.LOOKUP, 3L)).withReplies(3);

    assertThat(Messages.of(new ShouldHaveWrites(statistics)))
        .contains("at least one WRITE")
        .contains("{LOOKUP=3}")
        .contains("Sync or close");
  }
}
