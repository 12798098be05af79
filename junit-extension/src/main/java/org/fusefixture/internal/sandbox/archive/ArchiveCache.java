package org.fusefixture.internal.sandbox.archive;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Archives of classes in the user's cache, each in a folder named after everything it is made from.
 * Without an archive everything works, only slower; therefore failures here are silent.
 *
 * <p>The system property {@value #PROPERTY} with the value {@code off} disables archives.
 */
final class ArchiveCache {
  static final String PROPERTY = "fusefixture.archive";

  private static final ArchiveCache SHARED = new ArchiveCache(root(), ArchiveCache::makeLater);

  private final Path root;
  private final Consumer<ArchiveFolder> make;
  private Optional<ArchiveFolder> folder;

  /**
   * @param root holds the folders
   * @param make creates the archive of a folder that has none, at some later time
   */
  ArchiveCache(Path root, Consumer<ArchiveFolder> make) {
    this.root = root;
    this.make = make;
  }

  static ArchiveCache shared() {
    return SHARED;
  }

  /**
   * The jar comes first, since the archive belongs to it. It need not exist yet: a class path may
   * name missing files, and processes that an agent starts later find it.
   */
  AgentClasses classes(String classPath) {
    if ("off".equals(System.getProperty(PROPERTY))) {
      return AgentClasses.of(classPath);
    }
    Optional<ArchiveFolder> found = folder(classPath);
    if (found.isEmpty() || found.get().hasFailed()) {
      return AgentClasses.of(classPath);
    }
    ArchiveFolder wanted = found.get();
    touch(wanted.path());
    return new AgentClasses(
        wanted.jar() + File.pathSeparator + classPath, Optional.of(wanted.archive()));
  }

  /** The first call looks for the archive, and has it created if it is missing. */
  private synchronized Optional<ArchiveFolder> folder(String classPath) {
    if (folder == null) {
      folder = find(classPath);
      folder.filter(found -> !found.isComplete() && !found.hasFailed()).ifPresent(make);
    }
    return folder;
  }

  private Optional<ArchiveFolder> find(String classPath) {
    try {
      ArchiveSources sources = ArchiveSources.current();
      return Optional.of(new ArchiveFolder(root.resolve(sources.key()), sources, classPath));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void makeLater(ArchiveFolder folder) {
    Thread maker = new Thread(new ArchiveMaker(folder)::make, "fuse-fixture-archive");
    maker.setDaemon(true);
    maker.setPriority(Thread.MIN_PRIORITY);
    maker.start();
  }

  /** Marks the folder as used: {@link ArchiveSweep} removes folders unused for long. */
  private static void touch(Path path) {
    try {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    } catch (IOException e) {
      return; // it does not exist yet, or belongs to another user, and is readable all the same
    }
  }

  private static Path root() {
    String base = System.getenv("XDG_CACHE_HOME");
    Path cache =
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return cache.resolve("fuse-fixture").resolve("java");
  }

  /**
   * The folder of one archive:
   *
   * <pre>
   *   classes.jar   the classes
   *   classes.jsa   the archive of this jar, last to appear
   *   lock          held by the process that makes them
   *   failed        the reason, where they could not be made
   * </pre>
   *
   * @param classPath the whole class path, for what is not in the jar
   */
  record ArchiveFolder(Path path, ArchiveSources sources, String classPath) {
    Path jar() {
      return path.resolve("classes.jar");
    }

    Path archive() {
      return path.resolve("classes.jsa");
    }

    Path lock() {
      return path.resolve("lock");
    }

    Path failure() {
      return path.resolve("failed");
    }

    /** Whether both files exist; each appears only when complete. */
    boolean isComplete() {
      return Files.exists(archive()) && Files.exists(jar());
    }

    /** Whether an attempt has failed; another would fail, too. */
    boolean hasFailed() {
      return Files.exists(failure());
    }
  }
}
