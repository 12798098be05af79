package org.fusefixture.fault.trigger;

import java.util.Objects;

/**
 * Paths that start with a text.
 *
 * @param prefix for example {@code "logs/"}
 */
public record Prefix(String prefix) implements PathCondition {
  public Prefix {
    Objects.requireNonNull(prefix, "prefix");
    PathCondition.requireRelative("prefix", prefix);
  }

  @Override
  public boolean accepts(String candidate) {
    return candidate.startsWith(prefix);
  }
}
