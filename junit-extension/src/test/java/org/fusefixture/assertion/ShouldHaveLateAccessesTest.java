package org.fusefixture.assertion;

import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.report.LateAccess;
import org.junit.jupiter.api.Test;

class ShouldHaveLateAccessesTest {

  @Test
  void bothNumbers_areSaid() {
    LateAccess access =
        new LateAccess(
            new Unique(12), new NodeId(3), new Offset(4096), 8192, 0, LateAccess.Outcome.RECORDED, "worker-1", "");

    assertThat(Messages.of(new ShouldHaveLateAccesses(2, List.of(access))))
        .containsSubsequence("2 accesses", "but there were", "1", "RECORDED", "maxWrite");
  }
}
