package org.fusefixture.fault.trigger;

/**
 * Requests of one process.
 *
 * @param pid in the PID namespace of the mount; pages written back from the cache have none
 */
public record Pid(int pid) implements Condition {
  public Pid {
    if (pid <= 0) {
      throw new IllegalArgumentException("a process is numbered from 1, not " + pid);
    }
  }
}
