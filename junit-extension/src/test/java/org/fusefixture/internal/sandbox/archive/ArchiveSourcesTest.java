package org.fusefixture.internal.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourcesTest {
  @TempDir Path directory;

  @Test
  void entries_of_this_machine_are_all_there() {
    List<Path> entries = ArchiveSources.current().entries();
    assertThat(entries).allSatisfy(entry -> assertThat(entry).exists());
    assertThat(entries.stream().map(entry -> entry.getFileName().toString()))
        .anyMatch(name -> name.startsWith("gson"))
        .anyMatch(name -> name.startsWith("jffi"))
        .anyMatch(name -> name.startsWith("org.eclipse.lsp4j"));
  }

  @Test
  void key_stays_while_nothing_changes() throws IOException {
    ArchiveSources sources = ArchiveSources.current();
    assertThat(sources.key()).isEqualTo(sources.key()).matches("[0-9a-f]{20}");
  }

  @Test
  void key_changes_with_size_and_time_and_number_of_files() throws IOException {
    Path file = Files.writeString(directory.resolve("A.class"), "1");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    ArchiveSources sources = new ArchiveSources(List.of(directory));
    String first = sources.key();
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    String later = sources.key();
    Files.writeString(file, "12");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    String longer = sources.key();
    Files.writeString(directory.resolve("B.class"), "");
    String more = sources.key();
    assertThat(List.of(first, later, longer, more)).doesNotHaveDuplicates();
  }
}
