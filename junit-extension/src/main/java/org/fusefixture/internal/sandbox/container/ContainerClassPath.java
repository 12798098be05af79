package org.fusefixture.internal.sandbox.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fusefixture.internal.sandbox.ClassPath;

/**
 * The class path of the tests inside a container. It is copied in, since the engine may not see the
 * files of this machine, and leaves out the jars of test tools, which no filesystem needs there.
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

  /** The files to copy in. */
  ContainerFiles files() {
    ContainerFiles files = new ContainerFiles();
    names.forEach((path, name) -> files.add(name, path));
    return files;
  }
}
