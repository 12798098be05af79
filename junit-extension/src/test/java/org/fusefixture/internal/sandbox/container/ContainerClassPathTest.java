package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.fusefixture.internal.sandbox.ClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerClassPathTest {
  @TempDir Path directory;

  @Test
  void testTools_stayOut() throws IOException {
    ContainerClassPath classPath =
        of("gson-2.13.2.jar", "testcontainers-2.0.5.jar", "junit-jupiter-api-5.14.4.jar");

    assertThat(classPath.entries()).containsExactly("/class-path/0-gson-2.13.2.jar");
  }

  @Test
  void extensionItself_isCopied() throws IOException {
    assertThat(of("junit-extension-0.1.0.jar").entries()).hasSize(1);
  }

  @Test
  void jarsOfTheSameName_doNotMeet() throws IOException {
    Path one = Files.createDirectories(directory.resolve("one")).resolve("classes.jar");
    Path two = Files.createDirectories(directory.resolve("two")).resolve("classes.jar");
    Files.createFile(one);
    Files.createFile(two);

    assertThat(ContainerClassPath.of(new ClassPath(List.of(one, two))).toString())
        .isEqualTo("/class-path/0-classes.jar:/class-path/1-classes.jar");
  }

  @Test
  void archive_hasJarsAndTreesUnderTheirNames() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes/org/example"));
    Files.writeString(classes.resolve("Notes.class"), "code");
    Path library = Files.writeString(directory.resolve("library.jar"), "jar");
    ContainerClassPath classPath =
        ContainerClassPath.of(new ClassPath(List.of(directory.resolve("classes"), library)));

    assertThat(content(classPath))
        .containsEntry("class-path/0-classes/org/example/Notes.class", "code")
        .containsEntry("class-path/1-library.jar", "jar")
        .containsKey("class-path/0-classes/org/");
  }

  private ContainerClassPath of(String... names) throws IOException {
    List<Path> entries = new java.util.ArrayList<>();
    for (String name : names) {
      entries.add(Files.createFile(directory.resolve(name)));
    }
    return ContainerClassPath.of(new ClassPath(entries));
  }

  private static Map<String, String> content(ContainerClassPath classPath) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    try (InputStream archive = classPath.files().archive();
        TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        content.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return content;
  }
}
