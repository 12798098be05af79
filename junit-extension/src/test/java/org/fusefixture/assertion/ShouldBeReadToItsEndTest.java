package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShouldBeReadToItsEndTest {

  @Test
  void bothSizes_areSaid() {
    assertThat(Messages.of(new ShouldBeReadToItsEnd("notes", "through the mount", 512, 4096)))
        .contains("\"notes\", read through the mount")
        .contains("4096L bytes", "512L bytes")
        .contains("READ and GETATTR");
  }
}
