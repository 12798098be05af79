package org.fusefixture.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of modules are in the manifests of jars, which are packed before integration tests. */
class ModuleNamesIT {
  private static final Path PROJECT = Path.of("..");

  @Test
  void eachJar_saysTheNameOfItsModule() throws IOException {
    assertThat(moduleOf("fixture-core")).isEqualTo("org.fusefixture.core");
    assertThat(moduleOf("fixture-native")).isEqualTo("org.fusefixture.linux");
    assertThat(moduleOf("junit-extension")).isEqualTo("org.fusefixture.junit");
    assertThat(moduleOf("sample-fs")).isEqualTo("org.fusefixture.sample");
    assertThat(moduleOf("ci")).isEqualTo("org.fusefixture.cli");
  }

  private static String moduleOf(String artifact) throws IOException {
    try (Stream<Path> files = Files.list(PROJECT.resolve(artifact).resolve("target"))) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
              .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no jar of " + artifact));
      return ModuleFinder.of(jar).findAll().iterator().next().descriptor().name();
    }
  }
}
