package org.fusefixture.fault.trigger;

/**
 * Requests of one process that has a single thread, or of one thread: the kernel names the calling
 * thread (fuse_get_req of fs/fuse/dev.c).
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
