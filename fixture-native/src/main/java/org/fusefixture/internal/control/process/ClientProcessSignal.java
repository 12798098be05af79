package org.fusefixture.internal.control.process;

/**
 * Sends a signal to a client process.
 *
 * @param signal number as in signal(7), from 1 to 64
 */
public record ClientProcessSignal(int process, int signal) {
  public ClientProcessSignal {
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("signal (" + signal + ") must be from 1 to 64");
    }
  }
}
