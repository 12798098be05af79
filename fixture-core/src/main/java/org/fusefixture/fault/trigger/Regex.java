package org.fusefixture.fault.trigger;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Paths that match a regular expression as a whole.
 *
 * @param regex see {@link Pattern}
 */
public record Regex(String regex) implements PathCondition {
  public Regex {
    Objects.requireNonNull(regex, "regex");
    Texts.requirePrintable("regex", regex);
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\""
              + regex
              + "\" is no regular expression: "
              + e.getDescription()
              + " at "
              + e.getIndex(),
          e);
    }
  }

  @Override
  public boolean accepts(String candidate) {
    return Pattern.matches(regex, candidate);
  }
}
