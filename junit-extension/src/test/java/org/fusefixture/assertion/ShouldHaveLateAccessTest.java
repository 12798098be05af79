package org.fusefixture.assertion;

import org.fusefixture.filesystem.Opcode;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

class ShouldHaveLateAccessTest {

  @Test
  void whatTheServerGot_isSaid() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY.withRequests(Map.of(Opcode.WRITE, 1L)).withWritesInPipe(1);

    assertThat(Messages.of(new ShouldHaveLateAccess(statistics)))
        .contains("but there was none in")
        .contains("{WRITE=1}")
        .contains("consumes payloads late");
  }
}
