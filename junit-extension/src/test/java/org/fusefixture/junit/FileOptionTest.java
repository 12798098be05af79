package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.fusefixture.internal.linux.OpenFlag;
import org.junit.jupiter.api.Test;

class FileOptionTest {

  @Test
  void severalOptions_areCombined() {
    assertThat(FileOption.bits(FileOption.CREATE, FileOption.READ_WRITE, FileOption.DIRECT))
        .isEqualTo(OpenFlag.O_CREAT | OpenFlag.O_RDWR | OpenFlag.O_DIRECT);
  }

  @Test
  void noKindOfAccess_isReadOnly() {
    assertThat(FileOption.bits(FileOption.DIRECTORY) & OpenFlag.O_ACCMODE)
        .isEqualTo(OpenFlag.O_RDONLY);
  }

  @Test
  void twoKindsOfAccess_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileOption.bits(FileOption.READ_ONLY, FileOption.WRITE_ONLY))
        .withMessageContaining("not with [READ_ONLY, WRITE_ONLY]");
  }
}
