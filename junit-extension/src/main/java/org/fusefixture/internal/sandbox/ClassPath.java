package org.fusefixture.internal.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The jars and directories of a class path, in a form for a second JVM. A jar that only names
 * others in its manifest (build tools create such jars to keep command lines short) is expanded;
 * entries that do not exist are left out.
 *
 * @param entries absolute paths, in order, each once
 */
public record ClassPath(List<Path> entries) {
  public ClassPath {
    entries = List.copyOf(entries);
  }

  /** The class path of this JVM. */
  public static ClassPath current() {
    return parse(System.getProperty("java.class.path", ""));
  }

  /**
   * @param text as in {@code java.class.path}, where the JVM has already expanded argument files
   *     and wildcards
   */
  public static ClassPath parse(String text) {
    Set<Path> found = new LinkedHashSet<>();
    for (String entry : text.split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        add(Path.of(entry).toAbsolutePath().normalize(), found);
      }
    }
    return new ClassPath(new ArrayList<>(found));
  }

  /** For {@code -cp}. */
  @Override
  public String toString() {
    return String.join(
        File.pathSeparator, entries.stream().map(Path::toString).toArray(String[]::new));
  }

  private static void add(Path entry, Set<Path> found) {
    if (!Files.exists(entry) || !found.add(entry) || !Files.isRegularFile(entry)) {
      return;
    }
    for (String relative : namedByManifest(entry)) {
      URI target = entry.toUri().resolve(relative);
      if ("file".equals(target.getScheme())) {
        add(Path.of(target), found);
      }
    }
  }

  /** The class path attribute of a jar's manifest: URLs, separated by spaces (JAR file spec.). */
  private static List<String> namedByManifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Manifest manifest = file.getManifest();
      String value =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return value == null || value.isBlank() ? List.of() : List.of(value.trim().split("\\s+"));
    } catch (IOException e) {
      return List.of(); // not a jar; the JVM ignores it as well
    }
  }
}
