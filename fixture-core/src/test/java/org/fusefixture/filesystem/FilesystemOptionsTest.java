package org.fusefixture.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.fusefixture.protocol.InitFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesystemOptionsTest {
  private static final FilesystemOptions DEFAULTS = FilesystemOptions.defaults();

  @Test
  void eachChange_changesOneThing() {
    FilesystemOptions changed =
        DEFAULTS
            .withName("other")
            .withInitFlag(InitFlag.POSIX_LOCKS)
            .withoutInitFlag(InitFlag.ASYNC_READ)
            .withDefaultPermissions(false)
            .withMaxWrite(8192)
            .withMaxReadahead(1)
            .withMaxBackground(2)
            .withRequestTimeout(Duration.ofSeconds(3));
    assertThat(changed.name()).isEqualTo("other");
    assertThat(changed.initFlags())
        .contains(InitFlag.POSIX_LOCKS, InitFlag.ASYNC_DIO)
        .doesNotContain(InitFlag.ASYNC_READ);
    assertThat(changed.defaultPermissions()).isFalse();
    assertThat(changed.maxWrite()).isEqualTo(8192);
    assertThat(changed.maxReadahead()).isEqualTo(1);
    assertThat(changed.maxBackground()).isEqualTo(2);
    assertThat(changed.requestTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(DEFAULTS).isEqualTo(FilesystemOptions.defaults());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -4096, 4097, 2 << 20})
  void impossibleMaxWrite_isRefusedWithItsNumber(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxWrite(bytes))
        .withMessageContaining("(" + bytes + ")");
  }

  @Test
  void impossibleNumbersAndNames_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxReadahead(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxBackground(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxBackground(65536));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withRequestTimeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withName("a,b"));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withName(" "));
  }

  @ParameterizedTest
  @EnumSource(
      value = InitFlag.class,
      names = {"SPLICE_READ_USER_PAGES", "OVER_IO_URING", "INIT_EXT", "SETXATTR_EXT"})
  void flagOfTheSession_isNotAFilesystemsToChoose(InitFlag flag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withInitFlag(flag))
        .withMessageContaining(flag.name());
  }
}
