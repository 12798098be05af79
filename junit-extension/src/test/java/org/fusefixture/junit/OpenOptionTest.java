package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.fusefixture.internal.linux.OpenFlag;
import org.junit.jupiter.api.Test;

class OpenOptionTest {

  @Test
  void severalOptions_areCombined() {
    assertThat(OpenOption.bits(OpenOption.CREATE, OpenOption.READ_WRITE, OpenOption.DIRECT))
        .isEqualTo(OpenFlag.O_CREAT | OpenFlag.O_RDWR | OpenFlag.O_DIRECT);
  }

  @Test
  void noKindOfAccess_isReadOnly() {
    assertThat(OpenOption.bits(OpenOption.DIRECTORY) & OpenFlag.O_ACCMODE)
        .isEqualTo(OpenFlag.O_RDONLY);
  }

  @Test
  void twoKindsOfAccess_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenOption.bits(OpenOption.READ_ONLY, OpenOption.WRITE_ONLY))
        .withMessageContaining("not with [READ_ONLY, WRITE_ONLY]");
  }
}
