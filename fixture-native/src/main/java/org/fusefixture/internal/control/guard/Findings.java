package org.fusefixture.internal.control.guard;

import java.util.List;

/**
 * What a look at a mount or a process found.
 *
 * @param lines one for each finding, with where it came from; empty where all is well
 */
public record Findings(List<String> lines) {
  /** Nothing. */
  public static final Findings NONE = new Findings(List.of());

  public Findings {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
