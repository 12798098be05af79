package org.fusefixture.fault.trigger;

import java.util.Objects;

/**
 * A condition of one's own.
 *
 * @param predicate binary name of a {@link FaultPredicate} on the class path of the sandbox
 */
public record When(String predicate) implements Condition {
  public When {
    Objects.requireNonNull(predicate, "predicate");
    if (!predicate.matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*")) {
      throw new IllegalArgumentException("\"" + predicate + "\" is not the name of a class");
    }
  }
}
