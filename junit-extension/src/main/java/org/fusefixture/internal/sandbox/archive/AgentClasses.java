package org.fusefixture.internal.sandbox.archive;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The classes that agents and their servers are started with.
 *
 * @param classPath for {@code -cp}, separated by colons
 * @param archive for {@code -XX:SharedArchiveFile}; may not exist yet, or never exist; its class
 *     path is the beginning of this one
 */
public record AgentClasses(String classPath, Optional<Path> archive) {
  /** A class path for the Java of this JVM, with an archive, which is created if it is missing. */
  public static AgentClasses archived(String classPath) {
    return ArchiveCache.shared().classes(classPath);
  }

  /** A class path without an archive. */
  public static AgentClasses of(String classPath) {
    return new AgentClasses(classPath, Optional.empty());
  }
}
