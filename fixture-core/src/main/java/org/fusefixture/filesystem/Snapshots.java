package org.fusefixture.filesystem;

import java.util.List;

/**
 * Lets a test take a filesystem back to an earlier state while it is mounted, as a disk does that
 * loses what it has acknowledged. Implemented by filesystems that can. Called from any thread, also
 * while requests are served, and by one that is about to serve one or has just done so.
 */
public interface Snapshots {
  /** Keeps the present state under a name; what was kept under it before is given up. */
  void takeSnapshot(String name);

  /**
   * Goes back to a state that was kept. Sends no notifications: the kernel may hold locks for a
   * request under way that they would wait for. Requests served at the same time may see a state in
   * between.
   *
   * @return what the session is to make the kernel forget
   * @throws java.util.NoSuchElementException if there is no such state, with the names that there
   *     are
   */
  List<Stale> rollBack(String name);
}
