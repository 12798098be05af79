package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class LateAccessMessagesTest {
  // shouldHaveLateAccess
  @Test
  void whatTheServerGot_isSaid() {
    SessionStatistics statistics =
        SessionStatistics.EMPTY.withRequests(Map.of(Opcode.WRITE, 1L)).withWritesInPipe(1);

    assertThat(Messages.of(LateAccessMessages.shouldHaveLateAccess(statistics)))
        .contains("but there was none in")
        .contains("{WRITE=1}")
        .contains("consumes payloads late");
  }

  // shouldHaveLateAccesses
  @Test
  void bothNumbers_areSaid() {
    LateAccess access =
        new LateAccess(
            new Unique(12),
            new NodeId(3),
            new Offset(4096),
            8192,
            0,
            LateAccess.Outcome.RECORDED,
            "worker-1",
            "");

    assertThat(Messages.of(LateAccessMessages.shouldHaveLateAccesses(2, List.of(access))))
        .containsSubsequence("2 accesses", "but there were", "1", "RECORDED", "maxWrite");
  }

  // shouldHaveNoLateAccess
  @Test
  void access_isDescribedWithItsStack() {
    LateAccess access =
        new LateAccess(
            new Unique(12),
            new NodeId(3),
            new Offset(4096),
            8192,
            0,
            LateAccess.Outcome.HELD,
            "worker-1",
            "Notes.write(Notes.java:7)\n");

    assertThat(Messages.of(LateAccessMessages.shouldHaveNoLateAccess(List.of(access))))
        .contains("there were 1:")
        .contains("WRITE 12 of inode 3, 8192 bytes at 4096: HELD")
        .contains("      Notes.write(Notes.java:7)")
        .contains("consume it before");
  }

  @Test
  void manyAccesses_areCut() {
    LateAccess access =
        new LateAccess(
            new Unique(12),
            new NodeId(3),
            new Offset(4096),
            8192,
            0,
            LateAccess.Outcome.HELD,
            "worker-1",
            "");

    assertThat(
            Messages.of(LateAccessMessages.shouldHaveNoLateAccess(Collections.nCopies(8, access))))
        .contains("there were 8:")
        .contains("and 3 more");
  }

  // shouldSettle
  @Test
  void limit_isSaid() {
    assertThat(Messages.of(LateAccessMessages.shouldSettle(Duration.ofSeconds(10))))
        .contains("10S")
        .contains("server().stacks()");
  }
}
