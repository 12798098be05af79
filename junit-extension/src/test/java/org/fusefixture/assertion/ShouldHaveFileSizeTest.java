package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShouldHaveFileSizeTest {

  @Test
  void bothSizes_areSaid() {
    assertThat(Messages.of(new ShouldHaveFileSize("notes", 4096, 100)))
        .contains("stat(2) of \"notes\" to give a size of")
        .contains("4096L bytes", "100L bytes")
        .contains("SETATTR");
  }
}
