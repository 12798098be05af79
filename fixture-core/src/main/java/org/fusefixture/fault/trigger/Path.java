package org.fusefixture.fault.trigger;

import java.util.Objects;

/**
 * One path.
 *
 * @param path relative to the root of the mount; empty for the root itself
 */
public record Path(String path) implements PathCondition {
  public Path {
    Objects.requireNonNull(path, "path");
    PathCondition.requireRelative("path", path);
  }

  @Override
  public boolean accepts(String candidate) {
    return candidate.equals(path);
  }
}
