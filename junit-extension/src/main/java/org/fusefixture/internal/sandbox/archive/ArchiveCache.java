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
 * Archives in the user's cache, each in a folder named after all that it is made from. Without one,
 * everything works as well, but takes longer; so whatever goes wrong here goes without a word.
 *
 * <p>The system property {@value #PROPERTY} with the value {@code off} does without.
 */
final class ArchiveCache {
  static final String PROPERTY = "fusefixture.archive";

  private static final ArchiveCache SHARED = new ArchiveCache(root(), ArchiveCache::makeLater);

  private final Path root;
  private final Consumer<ArchiveFolder> make;
  private Optional<ArchiveFolder> folder;

  /**
   * @param root holds the folders
   * @param make has the archive made of a folder that has none, sooner or later
   */
  ArchiveCache(Path root, Consumer<ArchiveFolder> make) {
    this.root = root;
    this.make = make;
  }

  static ArchiveCache shared() {
    return SHARED;
  }

  /**
   * The jar comes first, since the archive is one of it. It need not be there yet: a class path may
   * name what is not, and what an agent starts later finds it.
   */
  AgentClasses classes(String classPath) {
    Optional<ArchiveFolder> found = folder(classPath);
    if (found.isEmpty() || found.get().hasFailed()) {
      return AgentClasses.of(classPath);
    }
    ArchiveFolder wanted = found.get();
    touch(wanted.path());
    return new AgentClasses(
        wanted.jar() + File.pathSeparator + classPath, Optional.of(wanted.archive()));
  }

  /** The first call looks, and has the archive made if it is missing. */
  private synchronized Optional<ArchiveFolder> folder(String classPath) {
    if (folder == null) {
      folder = find(classPath);
      folder.filter(found -> !found.isComplete() && !found.hasFailed()).ifPresent(make);
    }
    return folder;
  }

  private Optional<ArchiveFolder> find(String classPath) {
    if ("off".equals(System.getProperty(PROPERTY))) {
      return Optional.empty();
    }
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

  /** Folders that nobody has used for long are removed (see {@link ArchiveSweep}). */
  private static void touch(Path path) {
    try {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    } catch (IOException e) {
      return; // it is not there yet, or belongs to somebody else, and can be read all the same
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
   * @param classPath of the fixture and all else, for what is not in the jar
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

    /** Whether both files are there; they appear whole. */
    boolean isComplete() {
      return Files.exists(archive()) && Files.exists(jar());
    }

    /** Whether it was tried in vain: it would be again. */
    boolean hasFailed() {
      return Files.exists(failure());
    }
  }
}
