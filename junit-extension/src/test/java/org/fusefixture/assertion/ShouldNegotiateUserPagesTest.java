package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Test;

class ShouldNegotiateUserPagesTest {

  @Test
  void missingFlag_isSaidWithTheFlags() {
    assertThat(
            Messages.of(new ShouldNegotiateUserPages(TransferMode.SPLICE_USER_PAGES, 0x40000001L)))
        .contains("(1 << 43) to be negotiated in mode")
        .contains("0x40000001")
        .contains("attest");
  }

  @Test
  void flagInAnotherMode_isToBeLeftOut() {
    assertThat(Messages.of(new ShouldNegotiateUserPages(TransferMode.COPY, 1L << 43)))
        .contains("to be left out in mode")
        .contains("0x80000000000");
  }
}
