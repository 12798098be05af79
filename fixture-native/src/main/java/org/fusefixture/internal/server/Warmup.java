package org.fusefixture.internal.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.session.FuseSession;

/**
 * Loads and initialises what a mount needs, the bindings of system calls above all, while this
 * process is a spare one: it takes time that a further mount does not have to wait for.
 */
final class Warmup {
  private static final String PACKAGE = "org/fusefixture/";
  private static final String CLASS = ".class";

  private static final List<String> NEEDED =
      List.of(
          "errno",
          "protocol",
          "filesystem",
          "internal/linux",
          "internal/splice",
          "internal/device",
          "internal/mount",
          "internal/session",
          "stamp",
          "trace");

  private Warmup() {}

  /** Initialises the classes of the packages beneath a mount. */
  static void run() {
    List<Path> done = new ArrayList<>();
    for (Class<?> module : List.of(FuseFilesystem.class, FuseSession.class)) {
      try {
        Path location = Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!done.contains(location)) {
          done.add(location);
          initialiseAll(location);
        }
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
    try (JarFile jar = new JarFile(location.toFile(), false)) {
      for (String name : NEEDED) {
        String folder = PACKAGE + name + "/";
        jar.stream()
            .map(ZipEntry::getName)
            .filter(file -> file.startsWith(folder))
            .forEach(Warmup::initialise);
      }
    }
  }

  private static void initialiseBelow(Path root) throws IOException {
    for (String name : NEEDED) {
      Path directory = root.resolve(PACKAGE + name);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          files.map(file -> root.relativize(file).toString()).forEach(Warmup::initialise);
        }
      }
    }
  }

  private static void initialise(String file) {
    if (!file.endsWith(CLASS) || file.endsWith("package-info" + CLASS)) {
      return;
    }
    String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("listed, but not found: " + name, e);
    }
  }
}
