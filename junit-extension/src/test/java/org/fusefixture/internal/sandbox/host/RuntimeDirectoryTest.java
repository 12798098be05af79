package org.fusefixture.internal.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuntimeDirectoryTest {

  @Test
  void root_hasItInRun() {
    assertThat(RuntimeDirectory.of(0, "/run/user/0")).isEqualTo(Path.of("/run/fuse-fixture"));
  }

  @Test
  void user_hasItInTheRuntimeDirectoryOfTheSession() {
    assertThat(RuntimeDirectory.of(1000, "/run/user/1000"))
        .isEqualTo(Path.of("/run/user/1000/fuse-fixture"));
  }

  @Test
  void userWithoutSession_hasItInTmpUnderTheUsersNumber() {
    assertThat(RuntimeDirectory.of(1000, null)).isEqualTo(Path.of("/tmp/fuse-fixture-1000"));
    assertThat(RuntimeDirectory.of(1000, "")).isEqualTo(Path.of("/tmp/fuse-fixture-1000"));
  }
}
