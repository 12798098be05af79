package org.fusefixture.assertion;

import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.fusefixture.report.LateAccess;
import org.junit.jupiter.api.Test;

class ShouldHaveNoLateAccessTest {

  @Test
  void access_isDescribedWithItsStack() {
    LateAccess access =
        new LateAccess(
            new Unique(12), new NodeId(3), new Offset(4096), 8192, 0, LateAccess.Outcome.HELD, "worker-1", "Notes.write(Notes.java:7)\n");

    assertThat(Messages.of(new ShouldHaveNoLateAccess(List.of(access))))
        .contains("there were 1:")
        .contains("WRITE 12 of inode 3, 8192 bytes at 4096: HELD")
        .contains("      Notes.write(Notes.java:7)")
        .contains("consume it before");
  }

  @Test
  void manyAccesses_areCut() {
    LateAccess access = new LateAccess(
            new Unique(12), new NodeId(3), new Offset(4096), 8192, 0, LateAccess.Outcome.HELD, "worker-1", "");

    assertThat(Messages.of(new ShouldHaveNoLateAccess(Collections.nCopies(8, access))))
        .contains("there were 8:")
        .contains("and 3 more");
  }
}
