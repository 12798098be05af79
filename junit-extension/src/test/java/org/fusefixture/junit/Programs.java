package org.fusefixture.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that tests mount. */
final class Programs {
  private static final String REQUIRE = "FUSE_FIXTURE_REQUIRE_PROGRAMS";

  private Programs() {}

  /**
   * Skips the test where a program is not installed; where ci/test has installed it, which {@code
   * FUSE_FIXTURE_REQUIRE_PROGRAMS} says, the test fails instead.
   */
  static void require(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin";
    boolean found =
        Stream.of(path.split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    String missing = program + " is not installed: run ci/setup, or apt-get install " + program;
    if (!found && System.getenv(REQUIRE) != null) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(found, missing);
  }
}
