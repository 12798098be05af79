package org.fusefixture.internal.control.fault;

import java.util.Objects;

/**
 * What a server tells before a fault kills it.
 *
 * @param faults what became of the faults until then
 * @param restart whether another server is to take its place
 */
public record LastWords(FaultReport faults, boolean restart) {
  public LastWords {
    Objects.requireNonNull(faults, "faults");
  }
}
