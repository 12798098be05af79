package org.fusefixture.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessStatusTest {
  @Test
  void name_with_spaces_and_parentheses_is_one_name() {
    ProcessStatus status = ProcessStatus.parse("17 (a) R (b c) Z 1 15 14 0 -1 4194560");
    assertThat(status).isEqualTo(new ProcessStatus(17, "a) R (b c", 'Z', 1, 15, 14));
    assertThat(status.isZombie()).isTrue();
  }

  @Test
  void sleeping_process_is_no_zombie() {
    assertThat(ProcessStatus.parse("2 (java) S 1 1 1 0").isZombie()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,status 0", "128,status 128", "137,SIGKILL", "134,SIGABRT", "163,signal 35"})
  void exit_status_of_java_is_a_status_or_a_signal(int status, String text) {
    assertThat(ExitStatus.describe(status)).isEqualTo(text);
  }
}
