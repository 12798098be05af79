package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  private final ServerCommand command = new ServerCommand(new SandboxLayout(Path.of("/nowhere")));

  @Test
  void serverWhoseSpeedDoesNotCount_doesNotOptimise() {
    assertThat(options(false)).contains(FIRST_COMPILER);
  }

  @Test
  void measuredServer_compilesAsWellAsItCan() {
    assertThat(options(true)).noneMatch(option -> option.startsWith("-XX:TieredStopAtLevel"));
  }

  private List<String> options(boolean measured) {
    return command.builder(measured).command();
  }
}
