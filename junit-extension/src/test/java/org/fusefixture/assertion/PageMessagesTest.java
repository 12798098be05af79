package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.protocol.Offset.at;

import java.nio.ByteBuffer;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class PageMessagesTest {
  // shouldHoldStampInPages
  @Test
  void otherGeneration_isDescribedWithWhereToLook() {
    Stamp written = new Stamp(7, 5, 1);
    ByteBuffer pages = ByteBuffer.allocate(4096);
    written.fill(pages, 8192);

    assertThat(
            Messages.of(
                PageMessages.shouldHoldStampInPages(written.withGeneration(2).check(pages, 8192))))
        .contains("client's pages to hold", "[seed 7, file 5, generation 2, client 0]")
        .contains("8 of 8 sectors do not {EARLIER_GENERATION=8}")
        .contains("read into", "only the test may do so");
  }

  // shouldHoldBytesInPages
  @Test
  void otherBytes_areShownFromTheFirstThatDiffers() {
    byte[] expected = new byte[40];
    byte[] found = new byte[40];
    expected[3] = 0x7f;
    expected[20] = 1;

    assertThat(Messages.of(PageMessages.shouldHoldBytesInPages(at(4096), expected, found, 3)))
        .contains("40 bytes at 4096", "differ from byte 4099 on")
        .contains("expected 7f 00", "found    00 00", " ...")
        .contains("read returned");
  }
}
