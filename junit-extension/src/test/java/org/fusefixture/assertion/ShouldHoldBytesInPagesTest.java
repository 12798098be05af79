package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShouldHoldBytesInPagesTest {
  @Test
  void otherBytes_areShownFromTheFirstThatDiffers() {
    byte[] expected = new byte[40];
    byte[] found = new byte[40];
    expected[3] = 0x7f;
    expected[20] = 1;

    assertThat(Messages.of(new ShouldHoldBytesInPages(4096, expected, found, 3)))
        .contains("40 bytes at 4096", "differ from byte 4099 on")
        .contains("expected 7f 00", "found    00 00", " ...")
        .contains("read returned");
  }
}
