package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.report.AbortReport;
import org.fusefixture.report.ProtocolReport;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

class SessionTableTest {
  @Test
  void numbers_stand_under_each_other_and_words_at_the_left() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY
            .withRequests(Map.of(Opcode.WRITE, 1200L, Opcode.LOOKUP, 7L))
            .withWritesInPipe(1200);
    List<String> lines =
        SessionTable.of(
            new ServerReport(
                false,
                "SIGKILL",
                new SessionReport(
                    statistics,
                    List.of(),
                    List.of(),
                    List.of(),
                    new ProtocolReport(List.of(), Map.of("entry.root", 3L))),
                List.<AbortReport>of(),
                ""));

    assertThat(lines)
        .startsWith(
            "server                        ended by SIGKILL",
            "LOOKUP                           7",
            "WRITE                         1200")
        .contains("payloads in pipes             1200", "late accesses                    0")
        .contains("broken rule entry.root           3");
  }
}
