package org.fusefixture.internal.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of folders, each under a name made from its content, so that a process finds what another
 * one copied and none has to tidy up. A process may be killed at any moment: a copy gets its name
 * when it is whole, and one that never will be is removed by a later process.
 */
final class FolderCache {
  private static final String PARTIAL = ".partial-";
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private final Path cache;

  /**
   * @param cache the folder that holds the copies; made where it is missing
   */
  FolderCache(Path cache) {
    this.cache = cache;
  }

  /**
   * The copy of a folder, which is made where it is missing.
   *
   * @param source a folder of any file system, a jar's too
   */
  Path copyOf(Path source) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(source)) {
      files = all.sorted().toList();
    }
    Path target = cache.resolve(name(source, files));
    if (!Files.isDirectory(target)) {
      Files.createDirectories(cache);
      removeAbandoned();
      Path partial = Files.createTempDirectory(cache, PARTIAL);
      try {
        copy(source, files, partial);
        publish(partial, target);
      } finally {
        remove(partial);
      }
    }
    return target;
  }

  /** Somebody else may have been faster, with the same content. */
  private static void publish(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void copy(Path source, List<Path> files, Path target) throws IOException {
    for (Path file : files) {
      Path copy = target.resolve(source.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
  }

  private static String name(Path source, List<Path> files) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        byte[] content = Files.readAllBytes(file);
        digest.update((source.relativize(file) + "\n" + content.length + "\n").getBytes(UTF_8));
        digest.update(content);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void removeAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> partial = Files.newDirectoryStream(cache, PARTIAL + "*")) {
      for (Path folder : partial) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
          remove(folder);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }
}
