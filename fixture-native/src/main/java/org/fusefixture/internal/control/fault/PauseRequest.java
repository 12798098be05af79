package org.fusefixture.internal.control.fault;

import java.util.Objects;

/**
 * Asks for a SIGSTOP.
 *
 * @param faults what became of the faults until then
 * @param limitMillis after which a SIGCONT follows by itself; 0 for never
 */
public record PauseRequest(FaultReport faults, long limitMillis) {
  public PauseRequest {
    Objects.requireNonNull(faults, "faults");
  }
}
