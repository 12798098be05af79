package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.internal.sandbox.SandboxKey.KernelParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelParameterTest {
  @ParameterizedTest
  @EnumSource
  void argument_isParsedBack(KernelParameter parameter) {
    assertThat(KernelParameter.parse(parameter.argument())).isEqualTo(parameter);
  }

  @Test
  void argument_isThatOfTheModule() {
    assertThat(KernelParameter.REFUSE_LATE_ACCESS.argument())
        .isEqualTo("fuse.refuse_late_access=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fuse.refuse_late_acess=1", "refuse_late_access", "mem=2G"})
  void whatTheKernelWouldIgnore_isRefusedWithWhatThereIs(String text) {
    assertThatThrownBy(() -> KernelParameter.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + text + '"')
        .hasMessageContaining("fuse.force_user_pages=1");
  }
}
