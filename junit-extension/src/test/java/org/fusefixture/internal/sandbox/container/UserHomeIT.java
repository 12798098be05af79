package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A container sandbox in a JVM with an empty home, and without settings of Testcontainers. */
@Tag("container")
@Timeout(180)
class UserHomeIT {
  @TempDir Path home;

  @Test
  void containerSandbox_startsWithoutRyukAndWritesNoSettings() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.home=" + home,
                    "-cp",
                    ClassPath.current().toString(),
                    Child.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("TESTCONTAINERS_RYUK_DISABLED");
    Process child = builder.start();
    try {
      assertThat(output(child)).contains("started container sandbox", "ryuk containers: 0");
    } finally {
      child.destroyForcibly();
    }
    assertThat(home.resolve(".testcontainers.properties")).doesNotExist();
  }

  private static String output(Process child) throws IOException {
    return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Main class of the other JVM. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (Sandboxes sandboxes = Sandboxes.separate()) {
        Sandbox sandbox = sandboxes.open(SandboxKey.of(Isolation.CONTAINER, Kernel.HOST));
        System.out.println("started " + sandbox.description());
        long ryuk =
            Engine.find().client().listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> container.getImage().contains("ryuk"))
                .count();
        System.out.println("ryuk containers: " + ryuk);
      }
    }
  }
}
