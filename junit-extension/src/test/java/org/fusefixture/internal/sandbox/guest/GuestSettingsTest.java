package org.fusefixture.internal.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestSettingsTest {
  @Test
  void nothingSet_givesTheDefaults() {
    assertThat(options(Map.of(), Map.of())).isEqualTo(GuestOptions.of("3G", Duration.ofHours(2)));
  }

  @Test
  void environment_isUsed_andAPropertyComesFirst() {
    Map<String, String> environment =
        Map.of("FUSE_FIXTURE_GUEST_MEMORY", "1G", "FUSE_FIXTURE_GUEST_SECONDS", "60");

    assertThat(options(Map.of(), environment))
        .isEqualTo(GuestOptions.of("1G", Duration.ofMinutes(1)));
    assertThat(options(Map.of("fusefixture.guest.seconds", "0"), environment))
        .isEqualTo(GuestOptions.of("1G", Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "FUSE_FIXTURE_GUEST_MEMORY, much, 'must be a whole number with K, M or G'",
    "FUSE_FIXTURE_GUEST_MEMORY, 511M, 'needs 512M at least'",
    "FUSE_FIXTURE_GUEST_SECONDS, -1, 'must be a whole number of seconds'",
    "FUSE_FIXTURE_GUEST_SECONDS, 1.5, 'must be a whole number of seconds'",
    "FUSE_FIXTURE_GUEST_SECONDS, 2h, 'must be a whole number of seconds'",
  })
  void valueThatMakesNoSense_isNamed(String variable, String value, String reason) {
    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> options(Map.of(), Map.of(variable, value)))
        .withMessageContaining(variable)
        .withMessageContaining(value)
        .withMessageContaining(reason);
  }

  @Test
  void propertyThatMakesNoSense_isNamedAndNotTheVariable() {
    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> options(Map.of("fusefixture.guest.memory", ""), Map.of()))
        .withMessageStartingWith("fusefixture.guest.memory: ");
  }

  private static GuestOptions options(
      Map<String, String> properties, Map<String, String> environment) {
    return new GuestSettings(properties::get, environment::get).options();
  }
}
