package org.fusefixture.server;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.session.FuseSession;

/**
 * Loads and initialises what a mount needs, the bindings of system calls above all, while this
 * process is a spare one: it takes half a second of CPU time that a further mount does not have to
 * wait for.
 */
final class Warmup {
  private static final String PACKAGE = "org/fusefixture/";

  private static final List<String> NEEDED =
      List.of(
          "errno",
          "protocol",
          "filesystem",
          "linux",
          "splice",
          "device",
          "mount",
          "session",
          "stamp",
          "trace");

  private Warmup() {}

  /** Initialises the classes of the packages beneath a mount. */
  static void run() {
    for (Class<?> module : List.of(FuseFilesystem.class, FuseSession.class)) {
      try {
        initialiseAll(Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI()));
      } catch (IOException | URISyntaxException | LinkageError e) {
        System.err.println("warm-up of " + module.getName() + ": " + e); // only time is lost
      }
    }
  }

  private static void initialiseAll(Path location) throws IOException {
    if (Files.isDirectory(location)) {
      initialiseBelow(location);
      return;
    }
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
      initialiseBelow(jar.getPath("/"));
    }
  }

  private static void initialiseBelow(Path root) throws IOException {
    for (String name : NEEDED) {
      Path directory = root.resolve(PACKAGE + name);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
              .forEach(Warmup::initialise);
        }
      }
    }
  }

  private static void initialise(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("listed, but not found: " + name, e);
    }
  }
}
