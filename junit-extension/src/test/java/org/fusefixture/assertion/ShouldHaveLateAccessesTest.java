package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.report.LateAccessReport;
import org.junit.jupiter.api.Test;

class ShouldHaveLateAccessesTest {

  @Test
  void bothNumbers_areSaid() {
    LateAccessReport access =
        new LateAccessReport(12, 3, 4096, 8192, 0, "RECORDED", "worker-1", "");

    assertThat(Messages.of(new ShouldHaveLateAccesses(2, List.of(access))))
        .containsSubsequence("2 accesses", "but there were", "1", "RECORDED", "maxWrite");
  }
}
