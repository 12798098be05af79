package org.fusefixture.internal.sandbox.container;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files and directories of this machine that are copied into a container. */
final class ContainerFiles {
  private final Map<String, Path> sources = new LinkedHashMap<>();

  /**
   * Adds one.
   *
   * @param name absolute, in the container
   * @param source a file, or a directory with all that is in it
   */
  ContainerFiles add(String name, Path source) {
    sources.put(name, source);
    return this;
  }

  /** Takes out what was brought before, unless it has changed since. */
  ContainerFiles without(Map<String, String> brought) {
    sources
        .entrySet()
        .removeIf(entry -> state(entry.getValue()).equals(brought.get(entry.getKey())));
    return this;
  }

  /** What there is, for {@link #without}: by name, what tells the source from another one. */
  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    sources.forEach((name, source) -> states.put(name, state(source)));
    return states;
  }

  private static String state(Path source) {
    try {
      return source.toRealPath()
          + " "
          + Files.size(source)
          + " "
          + Files.getLastModifiedTime(source);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + source, e);
    }
  }

  /**
   * A tar archive of the files. Its file is already unlinked when this returns, so it disappears
   * with this JVM at the latest.
   */
  InputStream archive() throws IOException {
    Path file = Files.createTempFile("fuse-fixture-files", ".tar");
    try {
      InputStream archive = Files.newInputStream(file, StandardOpenOption.READ);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        Files.delete(file);
        write(out);
      } catch (IOException | RuntimeException e) {
        archive.close();
        throw e;
      }
      return new BufferedInputStream(archive);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void write(OutputStream out) throws IOException {
    try (TarStream tar = new TarStream(out)) {
      tar.directory("/tmp", 01777); // as a mere parent it would lose its mode
      for (Map.Entry<String, Path> entry : sources.entrySet()) {
        if (Files.isDirectory(entry.getValue())) {
          tar.tree(entry.getKey(), entry.getValue());
        } else {
          tar.file(entry.getKey(), entry.getValue());
        }
      }
    }
  }
}
