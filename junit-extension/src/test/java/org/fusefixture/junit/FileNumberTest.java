package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNumberTest {

  @Test
  void otherPaths_haveOtherNumbers() {
    assertThat(FileNumber.of("notes")).isNotEqualTo(FileNumber.of("Notes")).isNotNegative();
  }

  @Test
  void slashesThatSayNothing_doNotCount() {
    assertThat(FileNumber.of("/a//b")).isEqualTo(FileNumber.of("a/b"));
  }
}
