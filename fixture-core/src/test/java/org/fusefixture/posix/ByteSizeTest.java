package org.fusefixture.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ByteSizeTest {

  @Test
  void units_arePowersOf1024() {
    assertThat(ByteSize.bytes(5).bytes()).isEqualTo(5);
    assertThat(ByteSize.kibibytes(2).bytes()).isEqualTo(2048);
    assertThat(ByteSize.mebibytes(1).bytes()).isEqualTo(1048576);
    assertThat(ByteSize.gibibytes(3).bytes()).isEqualTo(3221225472L);
  }

  @Test
  void negativeSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.kibibytes(-1))
        .withMessageContaining("-1024 bytes");
  }

  @Test
  void sizeThatOverflows_isRefused() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> ByteSize.gibibytes(Long.MAX_VALUE / 1000));
  }
}
