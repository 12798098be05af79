package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fusefixture.junit.MountedFilesystem;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share a mount find it with power, empty, and with nothing to lose. */
abstract class EmptyStorage {
  @BeforeEach
  void empty(MountedFilesystem fs) {
    fs.storage().restorePower();
    assertThat(
            fs.run(Duration.ofSeconds(20), "find", "{mountpoint}", "-mindepth", "1", "-delete")
                .succeeded())
        .isTrue();
    fs.storage().checkpoint();
  }
}
