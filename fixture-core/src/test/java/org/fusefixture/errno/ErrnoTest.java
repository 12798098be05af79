package org.fusefixture.errno;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrnoTest {

  @ParameterizedTest
  @EnumSource(Errno.class)
  void number_findsItsRow(Errno errno) {
    assertThat(Errno.of(errno.number())).contains(errno);
    assertThat(errno).hasToString(errno.name() + " (" + errno.number() + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5, 41, 58, 134, 512, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void numberOfNoError_isDescribedAsANumber(int number) {
    assertThat(Errno.of(number)).isEmpty();
    assertThat(Errno.describe(number)).isEqualTo("errno " + number);
  }

  @Test
  void exception_keepsErrorMessageAndCause() {
    IOException cause = new IOException("disk");
    ErrnoException exception = new ErrnoException(Errno.EIO, "pread(7, 4096)", cause);
    assertThat(exception).hasMessage("EIO (5): pread(7, 4096)").hasCause(cause);
    assertThat(exception.errno()).isEqualTo(Errno.EIO);
    assertThat(new ErrnoException(Errno.ENOENT))
        .hasMessage("ENOENT (2): No such file or directory");
  }
}
