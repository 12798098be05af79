package org.fusefixture.sandbox.container;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fusefixture.sandbox.ClassPath;

/**
 * The class path of the tests inside a container: copied in, since an engine need not see the files
 * of this machine, without the jars of test tools, which no filesystem under test can need there.
 */
final class ContainerClassPath {
  private static final Pattern TEST_TOOL =
      Pattern.compile(
          "(testcontainers|docker-java|junit-|junit5-|archunit|assertj-|byte-buddy|awaitility|jqwik"
              + "|opentest4j|apiguardian|surefire|commons-compress|commons-io|commons-codec"
              + "|commons-lang3|jackson-|jna-|hamcrest|duct-tape|picocli).*\\.jar");

  private final Map<Path, String> names = new LinkedHashMap<>();

  private ContainerClassPath() {}

  static ContainerClassPath of(ClassPath classPath) {
    ContainerClassPath copied = new ContainerClassPath();
    for (Path entry : classPath.entries()) {
      String file = entry.getFileName().toString();
      // The extension's own jar is named junit-extension.
      if (!TEST_TOOL.matcher(file).matches() || file.startsWith("junit-extension")) {
        copied.names.put(entry, "/class-path/" + copied.names.size() + "-" + file);
      }
    }
    return copied;
  }

  /** For {@code -cp} in the container. */
  @Override
  public String toString() {
    return String.join(":", names.values());
  }

  List<String> entries() {
    return new ArrayList<>(names.values());
  }

  /** All of it as a tar archive; a temporary file that is gone once it is closed. */
  InputStream archive() throws IOException {
    Path file = Files.createTempFile("fuse-fixture-class-path", ".tar");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        TarStream tar = new TarStream(out)) {
      for (Map.Entry<Path, String> entry : names.entrySet()) {
        if (Files.isDirectory(entry.getKey())) {
          tar.tree(entry.getValue(), entry.getKey());
        } else {
          tar.file(entry.getValue(), entry.getKey());
        }
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new BufferedInputStream(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
  }
}
