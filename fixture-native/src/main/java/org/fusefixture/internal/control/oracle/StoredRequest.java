package org.fusefixture.internal.control.oracle;

import java.util.Objects;
import org.fusefixture.internal.oracle.Expectation;

/**
 * Asks a server for a verdict on a file as it is stored.
 *
 * @param expectation of the whole file; its path is relative to the root of the mount
 */
public record StoredRequest(Expectation expectation) {
  public StoredRequest {
    Objects.requireNonNull(expectation, "expectation");
  }
}
