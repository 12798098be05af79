package org.fusefixture.fault.trigger;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.PathMatcher;
import java.util.Objects;

/**
 * Paths that match a glob, as {@link java.nio.file.FileSystem#getPathMatcher} has it: {@code *}
 * stays within a name, {@code **} crosses directories.
 *
 * @param glob for example {@code "**.db"}
 */
public record Glob(String glob) implements PathCondition {
  public Glob {
    Objects.requireNonNull(glob, "glob");
    PathCondition.requireRelative("glob", glob);
    matcher(glob);
  }

  @Override
  public boolean accepts(String candidate) {
    try {
      return matcher(glob).matches(java.nio.file.Path.of(candidate));
    } catch (InvalidPathException e) {
      return false; // a name that is not in this JVM's encoding
    }
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + glob + "\" is no glob: " + e.getMessage(), e);
    }
  }
}
