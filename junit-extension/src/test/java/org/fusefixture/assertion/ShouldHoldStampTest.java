package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.stamp.WrongSector;
import org.junit.jupiter.api.Test;

class ShouldHoldStampTest {

  @Test
  void wrongSector_isDescribedWithWhatToDo() {
    Stamp expected = new Stamp(7, 5, 1);
    WrongSector sector =
        new WrongSector(
            512,
            512,
            WrongSector.Kind.LATER_GENERATION,
            expected.withGeneration(2),
            512,
            "generation 2 instead of 1");
    StampVerdict verdict =
        new StampVerdict(
            expected, 0, 1024, 2, Map.of(WrongSector.Kind.LATER_GENERATION, 1L), List.of(sector));

    assertThat(Messages.of(new ShouldHoldStamp("notes", "through the page cache", verdict)))
        .contains("\"notes\", read through the page cache")
        .contains("[seed 7, file 5, generation 1, client 0]")
        .contains("1 of 2 sectors do not {LATER_GENERATION=1}")
        .contains("LATER_GENERATION at offset 512 (512 bytes): generation 2 instead of 1")
        .contains("consume the payload before it");
  }
}
