package org.fusefixture.internal.sandbox.archive;

import java.nio.file.Files;
import java.nio.file.Path;

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
