package org.fusefixture.internal.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {
  @TempDir Path directory;

  private Path folder;
  private Path jar;
  private Path target;

  @BeforeEach
  void makeEntries() throws IOException {
    folder = Files.createDirectories(directory.resolve("classes"));
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/One.class"), "one of the folder");
    Files.writeString(folder.resolve("a/note.txt"), "no class");
    jar = directory.resolve("library.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name :
          List.of(
              "META-INF/KEY.SF",
              "META-INF/versions/21/a/Two.class",
              "module-info.class",
              "a/One.class",
              "a/Two.class")) {
        out.putNextEntry(new JarEntry(name));
        out.write(("of the jar: " + name).getBytes());
        out.closeEntry();
      }
    }
    target = directory.resolve("all.jar");
  }

  @Test
  void jar_holds_the_classes_of_folders_and_jars_and_nothing_else() throws IOException {
    ClassJar.write(List.of(folder, jar), target);
    try (JarFile made = new JarFile(target.toFile())) {
      assertThat(made.stream().map(JarEntry::getName))
          .containsExactly("a/One.class", "a/Two.class");
    }
  }

  @Test
  void class_in_two_entries_is_taken_from_the_first() throws IOException {
    ClassJar.write(List.of(folder, jar), target);
    try (JarFile made = new JarFile(target.toFile())) {
      byte[] content = made.getInputStream(made.getEntry("a/One.class")).readAllBytes();
      assertThat(new String(content)).isEqualTo("one of the folder");
    }
  }

  @Test
  void same_entries_give_the_same_bytes() throws IOException {
    Path again = directory.resolve("again.jar");
    ClassJar.write(List.of(folder, jar), target);
    ClassJar.write(List.of(folder, jar), again);
    assertThat(again).hasSameBinaryContentAs(target);
  }
}
