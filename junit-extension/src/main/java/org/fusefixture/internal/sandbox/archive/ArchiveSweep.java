package org.fusefixture.internal.sandbox.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes old archives, which accumulate where the fixture itself is built: the newest stay, and
 * those that a sandbox may still use. Incomplete files of killed processes are removed as well.
 */
final class ArchiveSweep {
  private static final int KEPT = 6;

  /** Longer than a sandbox usually lives; one that lives longer loses its archive. */
  private static final Duration IN_USE = Duration.ofHours(6);

  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private final Path root;

  private ArchiveSweep(Path root) {
    this.root = root;
  }

  static ArchiveSweep of(Path root) {
    return new ArchiveSweep(root);
  }

  void run() throws IOException {
    List<Path> folders = new ArrayList<>(list(root));
    folders.sort(Comparator.comparing(ArchiveSweep::time).reversed());
    for (int i = 0; i < folders.size(); i++) {
      Path folder = folders.get(i);
      if (i >= KEPT && isOlder(folder, IN_USE)) {
        remove(folder);
      } else {
        for (Path file : list(folder)) {
          if (Files.isDirectory(file) && isOlder(file, ABANDONED)) {
            remove(file);
          }
        }
      }
    }
  }

  /** Removes a folder and what is in it. */
  static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = new ArrayList<>(all.toList());
    }
    files.sort(Comparator.reverseOrder());
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static boolean isOlder(Path path, Duration age) {
    return time(path).isBefore(Instant.now().minus(age));
  }

  private static Instant time(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // gone meanwhile
    }
  }
}
