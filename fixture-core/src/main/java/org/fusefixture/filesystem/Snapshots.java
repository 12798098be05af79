package org.fusefixture.filesystem;

/**
 * Lets a test take a filesystem back to an earlier state while it is mounted, as a disk does that
 * loses what it has acknowledged. Implemented by filesystems that can.
 */
public interface Snapshots {
  /** Keeps the present state under a name; what was kept under it before is given up. */
  void takeSnapshot(String name);

  /**
   * Goes back to a state that was kept, and tells the kernel to forget what it may have cached.
   * Must not be called while a request is served in the same thread: the kernel may hold locks for
   * that which the notifications wait for.
   *
   * @throws java.util.NoSuchElementException if there is no such state, with the names that there
   *     are
   */
  void rollBack(String name);
}
