package org.fusefixture.sample.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.fusefixture.internal.fault.engine.Mutation;

/**
 * Breaks the part of the engine that a file beside the test classes names, and notes which parts a
 * test uses. Without its directory it does nothing.
 */
public final class FileMutation implements Mutation {
  private static final Path DIRECTORY = besideClasses();
  private static final Path MUTANT = DIRECTORY.resolve("mutant");
  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final Path USED = DIRECTORY.resolve("used");

  @Override
  public boolean disables(String part) {
    if (!Files.isDirectory(DIRECTORY) || !Files.isWritable(DIRECTORY)) {
      return false;
    }
    try {
      Files.writeString(USED, part + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return Files.exists(MUTANT) && isFresh() && Files.readString(MUTANT).equals(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a test run that was killed has left must not break the next one. */
  private static boolean isFresh() throws IOException {
    return Files.getLastModifiedTime(MUTANT).toInstant().isAfter(Instant.now().minus(LIFE));
  }

  /** Of the test JVM and of servers: both see the same files. */
  static Path directory() {
    return DIRECTORY;
  }

  /** From now on, in servers to which rules are sent. */
  static void disable(String part) throws IOException {
    Files.writeString(MUTANT, part);
  }

  /** The parts that were used since the last call. */
  static java.util.Set<String> takeUsed() throws IOException {
    if (!Files.exists(USED)) {
      return java.util.Set.of();
    }
    java.util.Set<String> used = new java.util.TreeSet<>(Files.readAllLines(USED));
    Files.delete(USED);
    return used;
  }

  private static Path besideClasses() {
    try {
      return Path.of(FileMutation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("fault-mutation");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
