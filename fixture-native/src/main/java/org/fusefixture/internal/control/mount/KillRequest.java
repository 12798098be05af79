package org.fusefixture.internal.control.mount;

/**
 * Sends a signal to the server process of a mount.
 *
 * @param signal number as in signal(7), from 1 to 64
 */
public record KillRequest(int mount, int signal) {
  public KillRequest {
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("signal (" + signal + ") must be from 1 to 64");
    }
  }
}
