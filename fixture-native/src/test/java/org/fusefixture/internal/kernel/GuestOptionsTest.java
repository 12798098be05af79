package org.fusefixture.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestOptionsTest {
  @Test
  void options_becomeArgumentsOfTheBootScript() {
    GuestOptions options =
        GuestOptions.of("512M", Duration.ofMinutes(2))
            .withKernelArguments(List.of("fuse.force_user_pages=1", "loglevel=7"));

    assertThat(options.bootArguments())
        .containsExactly(
            "--memory",
            "512M",
            "--seconds",
            "120",
            "--kernel-argument",
            "fuse.force_user_pages=1",
            "--kernel-argument",
            "loglevel=7");
  }

  @Test
  void noLimit_isZeroSeconds() {
    assertThat(GuestOptions.of("1G", Duration.ZERO).bootArguments())
        .containsExactly("--memory", "1G", "--seconds", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "0G", "1.5G", "-1G", "1g", "1GB", "1 G", "2T", "1024"})
  void memoryThatIsNone_isRefused(String memory) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GuestOptions.of(memory, Duration.ZERO))
        .withMessageContaining("K, M or G")
        .withMessageContaining("\"" + memory + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1S", "PT0.5S"})
  void limitThatIsNotWholeSeconds_isRefused(Duration limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GuestOptions.of("1G", limit))
        .withMessageContaining("whole seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "a\"b", "a\n"})
  void kernelArgumentThatWouldBeTakenApart_isRefused(String argument) {
    GuestOptions options = GuestOptions.of("1G", Duration.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withKernelArguments(List.of(argument)))
        .withMessageContaining("white space");
  }
}
