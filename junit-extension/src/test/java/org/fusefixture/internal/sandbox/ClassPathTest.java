package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir Path directory;

  @Test
  void jarThatOnlyNamesOthers_isFollowed() throws IOException {
    Path classes = Files.createDirectory(directory.resolve("test classes"));
    Path library = jar("library.jar", null);
    Path booter = jar("booter.jar", classes.toUri() + " " + library.toUri() + " missing.jar");

    assertThat(ClassPath.parse(booter.toString()).entries())
        .containsExactly(booter, classes, library);
  }

  @Test
  void relativeNamesOfAManifest_areRelativeToTheJar() throws IOException {
    Path library = jar("library.jar", null);
    Path booter = jar("booter.jar", "library.jar");

    assertThat(ClassPath.parse(booter.toString()).entries()).containsExactly(booter, library);
  }

  @Test
  void jarsThatNameEachOther_areTakenOnce() throws IOException {
    Path one = jar("one.jar", "two.jar");
    Path two = jar("two.jar", "one.jar");

    assertThat(ClassPath.parse(one + File.pathSeparator + two).entries()).containsExactly(one, two);
  }

  @Test
  void whatDoesNotExist_isLeftOut() throws IOException {
    Path library = jar("library.jar", null);

    assertThat(ClassPath.parse(directory.resolve("none") + File.pathSeparator + library).entries())
        .containsExactly(library);
  }

  @Test
  void currentClassPath_hasTheClassesOfThisTest() {
    assertThat(ClassPath.current().entries()).anyMatch(path -> path.endsWith("test-classes"));
  }

  private Path jar(String name, String classPath) throws IOException {
    Path jar = directory.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (classPath != null) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }
}
