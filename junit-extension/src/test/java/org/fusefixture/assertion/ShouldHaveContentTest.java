package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.Test;

class ShouldHaveContentTest {

  @Test
  void emptyFile_isSaidToBeEmpty() {
    assertThat(Messages.of(new ShouldHaveContent("notes", "from the disk", new Stamp(7, 5, 1))))
        .contains("\"notes\", read from the disk, to hold")
        .contains("generation 1")
        .contains("but it is empty")
        .contains("server().report()");
  }
}
