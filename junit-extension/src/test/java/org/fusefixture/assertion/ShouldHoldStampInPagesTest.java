package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.Test;

class ShouldHoldStampInPagesTest {
  @Test
  void otherGeneration_isDescribedWithWhereToLook() {
    Stamp written = new Stamp(7, 5, 1);
    ByteBuffer pages = ByteBuffer.allocate(4096);
    written.fill(pages, 8192);

    assertThat(
            Messages.of(new ShouldHoldStampInPages(written.withGeneration(2).check(pages, 8192))))
        .contains("client's pages to hold", "[seed 7, file 5, generation 2, client 0]")
        .contains("8 of 8 sectors do not {EARLIER_GENERATION=8}")
        .contains("read into", "nobody may but the test");
  }
}
