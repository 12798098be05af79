package org.fusefixture.internal.control.trace;

/**
 * Which part of a trace is wanted.
 *
 * @param mount identifies the mount in the sandbox
 * @param most number of events, the last ones
 */
public record TraceRequest(int mount, int most) {
  public TraceRequest {
    if (most < 1) {
      throw new IllegalArgumentException("most (" + most + ") must be positive");
    }
  }
}
