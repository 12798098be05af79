package org.fusefixture.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCacheTest {
  @TempDir Path directory;
  private Path source;
  private Path cache;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(directory.resolve("source/below")).getParent();
    Files.writeString(source.resolve("build"), "echo built");
    Files.writeString(source.resolve("below/patch"), "+ line");
    cache = directory.resolve("user/cache");
  }

  @Test
  void copy_holdsAllFilesAndNothingElseIsLeft() throws IOException {
    Path copy = new FolderCache(cache).copyOf(source);
    assertThat(copy.resolve("build")).hasContent("echo built");
    assertThat(copy.resolve("below/patch")).hasContent("+ line");
    assertThat(cache).isDirectoryNotContaining(path -> !path.equals(copy));
  }

  @Test
  void sameContent_isCopiedOnce() throws IOException {
    Path first = new FolderCache(cache).copyOf(source);
    FileTime made = Files.getLastModifiedTime(first);
    assertThat(new FolderCache(cache).copyOf(source)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
  }

  @Test
  void otherContent_getsAnotherName() throws IOException {
    Path first = new FolderCache(cache).copyOf(source);
    Files.writeString(source.resolve("build"), "echo built again");
    Path second = new FolderCache(cache).copyOf(source);
    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("build")).hasContent("echo built again");
  }

  @Test
  void copyOfAKilledProcess_isRemovedWhenItIsOld() throws IOException {
    Path old = Files.createDirectories(cache.resolve(".partial-old"));
    Files.writeString(old.resolve("build"), "ech");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));
    Path young = Files.createDirectories(cache.resolve(".partial-young"));
    new FolderCache(cache).copyOf(source);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }
}
