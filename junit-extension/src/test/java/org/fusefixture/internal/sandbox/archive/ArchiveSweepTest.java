package org.fusefixture.internal.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSweepTest {
  @TempDir Path root;

  @Test
  void oldest_beyond_the_newest_six_go_if_nobody_used_them_of_late() throws IOException {
    for (int hours = 1; hours <= 9; hours++) {
      folder("used-" + hours, Duration.ofHours(hours));
    }
    ArchiveSweep.of(root).run();
    assertThat(root)
        .isDirectoryNotContaining("glob:**used-7")
        .isDirectoryNotContaining("glob:**used-8")
        .isDirectoryNotContaining("glob:**used-9")
        .isDirectoryContaining("glob:**used-6");
  }

  @Test
  void half_made_is_removed_once_its_maker_must_be_gone() throws IOException {
    Path folder = folder("key", Duration.ZERO);
    Path abandoned = Files.createDirectory(folder.resolve("making-1"));
    Files.writeString(abandoned.resolve("classes.jsa"), "half");
    age(abandoned, Duration.ofMinutes(11));
    Path current = Files.createDirectory(folder.resolve("making-2"));
    ArchiveSweep.of(root).run();
    assertThat(abandoned).doesNotExist();
    assertThat(current).exists();
  }

  private Path folder(String name, Duration age) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.writeString(folder.resolve("classes.jsa"), name);
    age(folder, age);
    return folder;
  }

  private static void age(Path path, Duration age) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
  }
}
