package org.fusefixture.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder with patches, configuration and build script: as it is on the class path, or unpacked
 * from the jar for a while.
 */
final class KernelScripts implements AutoCloseable {
  private static final String FOLDER = "scripts";

  private final Path directory;
  private final boolean unpacked;

  private KernelScripts(Path directory, boolean unpacked) {
    this.directory = directory;
    this.unpacked = unpacked;
  }

  static KernelScripts open() {
    URL folder = KernelScripts.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("the scripts of the kernel are not on the class path");
    }
    try {
      URI uri = folder.toURI();
      return "file".equals(uri.getScheme())
          ? new KernelScripts(Path.of(uri), false)
          : new KernelScripts(unpack(uri), true);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(
          "the scripts of the kernel are at a strange place: " + folder, e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the scripts of the kernel cannot be unpacked from " + folder, e);
    }
  }

  /** A script of the folder. */
  Path script(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() {
    if (unpacked) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the folder " + directory + " cannot be removed", e);
      }
    }
  }

  private static Path unpack(URI uri) throws IOException {
    Path target = Files.createTempDirectory("fuse-fixture-kernel-");
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      Path source = jar.provider().getPath(uri);
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Path copy = target.resolve(source.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy);
          }
        }
      }
    }
    return target;
  }
}
