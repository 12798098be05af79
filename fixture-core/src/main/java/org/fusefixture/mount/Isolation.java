package org.fusefixture.mount;

/** What separates a sandbox from the rest of the machine. */
public enum Isolation {
  /** A child process in its own mount and PID namespace. */
  PROCESS,

  /** A container with the right to mount, run by a Docker Engine. */
  CONTAINER
}
