package org.fusefixture.internal.sandbox.container;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files and directories of this machine that are copied into a container before it starts. */
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
