package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.fusefixture.report.LateAccessReport;
import org.junit.jupiter.api.Test;

class ShouldHaveNoLateAccessTest {

  @Test
  void access_isDescribedWithItsStack() {
    LateAccessReport access =
        new LateAccessReport(
            12, 3, 4096, 8192, 0, "HELD", "worker-1", "Notes.write(Notes.java:7)\n");

    assertThat(Messages.of(new ShouldHaveNoLateAccess(List.of(access))))
        .contains("there were 1:")
        .contains("WRITE 12 of inode 3, 8192 bytes at 4096: HELD")
        .contains("      Notes.write(Notes.java:7)")
        .contains("consume it before");
  }

  @Test
  void manyAccesses_areCut() {
    LateAccessReport access = new LateAccessReport(12, 3, 4096, 8192, 0, "HELD", "worker-1", "");

    assertThat(Messages.of(new ShouldHaveNoLateAccess(Collections.nCopies(8, access))))
        .contains("there were 8:")
        .contains("and 3 more");
  }
}
