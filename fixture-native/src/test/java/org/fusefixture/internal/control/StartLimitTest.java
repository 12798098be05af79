package org.fusefixture.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.fusefixture.internal.control.StartLimit.Load;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartLimitTest {
  private final Properties before = (Properties) System.getProperties().clone();

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  @ParameterizedTest(name = "average {0}, runnable {1}, patience {2}: {3} s")
  @CsvSource({
    "0.1, 1, 1, 30",
    "30, 4, 1, 450",
    "1, 60, 1, 600",
    "500, 500, 1, 600",
    "0, 1, 3, 90",
    "30, 1, 2, 900"
  })
  void limit_growsWithThreadsThatShareACpu_andWithPatience(
      double average, double runnable, double patience, long seconds) {
    Load machine = new Load(average, runnable, 2);
    StartLimit limit = new StartLimit(Duration.ofSeconds(30), patience, machine.share(), machine);
    assertThat(limit.time().toSeconds()).isEqualTo(seconds);
  }

  @Test
  void message_saysWhatTheMachineDid_andWhatToSet() {
    assertThat(new StartLimit(Duration.ofSeconds(30), 1, 20, new Load(30, 41, 2)))
        .hasToString(
            "600 s (load average 30.0, 41 threads runnable, 2 CPUs; for more time set"
                + " FUSE_FIXTURE_PATIENCE or -Dfusefixture.patience, a factor, now 1.0)");
  }

  @Test
  void property_isTheFactor() {
    System.setProperty(StartLimit.PROPERTY, "7.5");
    assertThat(StartLimit.of(Duration.ofSeconds(1)).patience()).isEqualTo(7.5);
    assertThat(StartLimit.options()).containsExactly("-Dfusefixture.patience=7.5");
  }

  @Test
  void guest_isToldItsShare_andTheHostWaitsAsLong() {
    Duration usual = Duration.ofSeconds(10);
    StartLimit host = StartLimit.of(usual, Kernel.PATCHED);
    assertThat(host.share()).isGreaterThanOrEqualTo(4);
    for (String option : StartLimit.optionsInGuest()) {
      String[] parts = option.substring("-D".length()).split("=");
      System.setProperty(parts[0], parts[1]);
    }
    StartLimit guest = StartLimit.of(usual);
    assertThat(guest.share()).isBetween(4.0, 20.0);
    System.setProperty("fusefixture.share", "4.5");
    assertThat(StartLimit.of(usual).time()).isEqualTo(Duration.ofSeconds(45));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "101", "long", "NaN", "-1"})
  void wrongFactor_isRefusedByName(String value) {
    System.setProperty(StartLimit.PROPERTY, value);
    assertThatThrownBy(() -> StartLimit.of(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fusefixture.patience is \"" + value + "\"")
        .hasMessageContaining("a number from 1 to 100");
  }

  @Test
  void loadOfThisMachine_isRead() {
    assertThat(Load.now().runnable()).isGreaterThanOrEqualTo(1); // this thread runs
  }
}
