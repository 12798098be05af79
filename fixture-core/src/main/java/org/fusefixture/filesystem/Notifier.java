package org.fusefixture.filesystem;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * Notifications from the server to the kernel (enum fuse_notify_code of include/uapi/linux/fuse.h).
 * Each throws {@link org.fusefixture.errno.ErrnoException} with what the kernel answered: ENOENT
 * where it does not know the inode or the name, EINVAL where it is too old for the notification.
 *
 * <p>An invalidation may wait for locks that the kernel holds for a request: do not send it while
 * serving a request about the same inode.
 */
public interface Notifier {
  /**
   * INVAL_INODE: forgets cached attributes and a range of cached pages.
   *
   * @param node the inode
   * @param offset first byte of the range
   * @param length number of bytes; 0 means to the end of the file, and a negative offset spares the
   *     pages
   */
  void invalidateInode(NodeId node, Offset offset, long length);

  /**
   * INVAL_ENTRY: forgets a name.
   *
   * @param directory that has the name
   * @param name to look up again
   */
  void invalidateEntry(NodeId directory, FileName name);

  /**
   * INVAL_ENTRY with FUSE_EXPIRE_ONLY (7.38): looks a name up again at its next use.
   *
   * @param directory that has the name
   * @param name to look up again
   */
  void expireEntry(NodeId directory, FileName name);

  /**
   * DELETE: a name is gone; its watchers are notified.
   *
   * @param directory that had the name
   * @param child inode that had the name
   * @param name that is gone
   */
  void delete(NodeId directory, NodeId child, FileName name);

  /**
   * STORE: puts bytes into the page cache.
   *
   * @param node the inode
   * @param offset first byte in the file
   * @param bytes from position to limit
   */
  void store(NodeId node, Offset offset, ByteBuffer bytes);

  /**
   * RETRIEVE: asks for what the page cache holds.
   *
   * @param node the inode
   * @param offset first byte in the file
   * @param size most bytes that are wanted
   * @return the bytes, once the kernel sends them; perhaps fewer, or none
   */
  CompletableFuture<ByteBuffer> retrieve(NodeId node, Offset offset, int size);

  /**
   * POLL: a file is ready.
   *
   * @param pollHandle from {@link org.fusefixture.protocol.request.PollRequest#pollHandle()}
   */
  void wakePoll(long pollHandle);

  /** RESEND (7.40): the kernel sends every unanswered request again. */
  void resend();

  /** INC_EPOCH (7.44): all names are looked up again. */
  void incrementEpoch();

  /**
   * PRUNE (7.45): forgets inodes that nobody uses.
   *
   * @param nodes the inodes
   */
  void prune(Set<NodeId> nodes);

  /**
   * Invalidates all that changed behind the kernel's back, for example by a roll-back; skips what
   * the kernel does not know.
   *
   * @param changed inodes and names
   */
  default void invalidate(Iterable<Snapshots.Stale> changed) {
    for (Snapshots.Stale item : changed) {
      try {
        if (item.name().isEmpty()) {
          invalidateInode(item.node(), Offset.ZERO, 0);
        } else {
          invalidateEntry(item.node(), item.name().get());
        }
      } catch (ErrnoException e) {
        // What the kernel does not know, it need not forget.
      }
    }
  }
}
