package org.fusefixture.filesystem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/**
 * Lets a test return a mounted filesystem to an earlier state, like a disk that loses writes that
 * it has acknowledged. Called from any thread, also while requests are served.
 */
public interface Snapshots {
  /**
   * Keeps the present state under a name, in place of an earlier one of that name.
   *
   * @param name for {@link #rollBack}
   */
  void takeSnapshot(String name);

  /**
   * Returns to a state that was kept. Sends no notifications: they could wait for locks that the
   * kernel holds for a request. Requests served at the same time may see an intermediate state.
   *
   * @param name of a snapshot
   * @return what the session invalidates in the caches of the kernel
   * @throws java.util.NoSuchElementException if there is no such state; the message lists the names
   *     that exist
   */
  List<Stale> rollBack(String name);

  /**
   * What the kernel may have cached and is no longer true.
   *
   * @param node an inode: its attributes and pages; or a directory
   * @param name of an entry of the directory; empty for the inode itself
   */
  record Stale(NodeId node, Optional<FileName> name) {
    /**
     * Refuses null.
     *
     * @param node an inode or a directory
     * @param name of an entry of the directory; empty for the inode itself
     */
    public Stale {
      Objects.requireNonNull(node, "node");
      Objects.requireNonNull(name, "name");
    }

    /**
     * {@return that attributes and pages of an inode are stale}
     *
     * @param node the inode
     */
    public static Stale inode(NodeId node) {
      return new Stale(node, Optional.empty());
    }

    /**
     * {@return that an entry of a directory is stale}
     *
     * @param directory that has the entry
     * @param name of the entry
     */
    public static Stale entry(NodeId directory, FileName name) {
      return new Stale(directory, Optional.of(name));
    }
  }
}
