package org.fusefixture.internal.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.archive.ArchiveCache.ArchiveFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive as it is really made, and what a server says that is started with it. */
@Tag("host")
class ArchiveIT {
  private static final String CLASS_PATH = ClassPath.current().toString();
  private static final int LIMIT_SECONDS = 60;

  @TempDir static Path root;

  private static AgentClasses made;

  @BeforeAll
  static void make() {
    ArchiveCache cache = new ArchiveCache(root, folder -> new ArchiveMaker(folder).make());
    made = cache.classes(CLASS_PATH);
    assertThat(made.archive().orElseThrow()).as("archive of this JVM's Java").exists();
  }

  @Test
  void server_takes_its_classes_from_the_archive() throws IOException {
    assertThat(loaded(made.archive().orElseThrow()))
        .anyMatch(line -> line.contains("org.fusefixture.internal.session.FuseSession"))
        .anyMatch(line -> line.contains("org.eclipse.lsp4j.jsonrpc.Launcher "))
        .filteredOn(line -> line.contains("org.fusefixture.internal.session.FuseSession "))
        .allMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void nothing_is_left_beside_jar_archive_and_lock() throws IOException {
    Path folder = made.archive().orElseThrow().getParent();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("classes.jar", "classes.jsa", "lock");
    }
  }

  @Test
  void archive_of_another_time_is_passed_over_without_a_word() throws IOException {
    Path jar = made.archive().orElseThrow().resolveSibling("classes.jar");
    FileTime time = Files.getLastModifiedTime(jar);
    try {
      Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
      assertThat(loaded(made.archive().orElseThrow()))
          .filteredOn(line -> line.contains("org.fusefixture.internal.session.FuseSession "))
          .isNotEmpty()
          .noneMatch(line -> line.contains("shared objects file"));
    } finally {
      Files.setLastModifiedTime(jar, time);
    }
  }

  @Test
  void damaged_archive_is_passed_over_without_a_word(@TempDir Path other) throws IOException {
    Path damaged = other.resolve("classes.jsa");
    Files.copy(made.archive().orElseThrow(), damaged, StandardCopyOption.REPLACE_EXISTING);
    assertThat(damaged.toFile().setWritable(true)).isTrue();
    Files.write(damaged, new byte[4096]);
    assertThat(loaded(damaged)).isNotEmpty();
  }

  @Test
  void second_maker_leaves_what_is_there() throws IOException {
    Path archive = made.archive().orElseThrow();
    FileTime time = Files.getLastModifiedTime(archive);
    new ArchiveMaker(new ArchiveFolder(archive.getParent(), ArchiveSources.current(), CLASS_PATH))
        .make();
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(time);
  }

  /** Starts a server whose input has ended; the classes it loads, if it says nothing else. */
  private static List<String> loaded(Path archive) throws IOException {
    Path log = Files.createTempFile(root, "loaded", ".txt");
    List<String> command = new ArrayList<>();
    AgentClasses classes = new AgentClasses(made.classPath(), Optional.of(archive));
    command.addAll(AgentCommand.of(AgentCommand.currentJava(), classes, root.toString()));
    command.subList(command.indexOf("-cp"), command.size()).clear();
    command.add("-Xlog:class+load:file=" + log);
    command.addAll(List.of("-cp", made.classPath(), "org.fusefixture.internal.server.ServerMain"));
    Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
    server.getOutputStream().close();
    try {
      assertThat(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      assertThat(new String(server.getInputStream().readAllBytes())).isEmpty();
      assertThat(server.exitValue()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      server.destroyForcibly();
    }
    return Files.readAllLines(log);
  }
}
