package org.fusefixture.fault.trigger;

import java.util.Objects;

/**
 * Paths that end with a text.
 *
 * @param suffix for example {@code "-journal"}
 */
public record Suffix(String suffix) implements PathCondition {
  public Suffix {
    Objects.requireNonNull(suffix, "suffix");
    Texts.requirePrintable("suffix", suffix);
  }

  @Override
  public boolean accepts(String candidate) {
    return candidate.endsWith(suffix);
  }
}
