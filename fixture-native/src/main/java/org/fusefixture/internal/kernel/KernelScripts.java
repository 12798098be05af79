package org.fusefixture.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder with patches, configuration and scripts: as it is on the class path, or unpacked from
 * the jar into the user's cache, where the next process finds it.
 */
final class KernelScripts {
  private static final String FOLDER = "scripts";

  private final Path directory;

  private KernelScripts(Path directory) {
    this.directory = directory;
  }

  static KernelScripts open() {
    URL folder = KernelScripts.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("the scripts of the kernel are not on the class path");
    }
    try {
      URI uri = folder.toURI();
      return new KernelScripts("file".equals(uri.getScheme()) ? Path.of(uri) : unpack(uri));
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

  /** The text of a script, for whoever has no use for a file that stays. */
  static String text(String name) {
    try (InputStream script = KernelScripts.class.getResourceAsStream(FOLDER + "/" + name)) {
      if (script == null) {
        throw new IllegalStateException("the script " + name + " is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + name + " cannot be read", e);
    }
  }

  private static Path unpack(URI uri) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return new FolderCache(cache()).copyOf(jar.provider().getPath(uri));
    }
  }

  /** Beside the kernels themselves (see {@code kernel/build}). */
  private static Path cache() {
    String base = System.getenv("XDG_CACHE_HOME");
    Path root =
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return root.resolve("fuse-fixture").resolve("scripts");
  }
}
