package org.fusefixture.sample.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.NodeId;

/**
 * All inodes by number, which is also their nodeid. Numbers are never used twice, so that the
 * generation of an inode is always 0.
 */
final class InodeTable {
  private final ConcurrentMap<Long, Inode> inodes = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong(NodeId.ROOT.value());
  private final Capacity capacity;

  InodeTable(Capacity capacity) {
    this.capacity = capacity;
  }

  Capacity capacity() {
    return capacity;
  }

  /** Number of a new inode, which {@link #add} or {@link #giveUp} must follow. */
  long allocate() {
    if (!capacity.takeAll(1)) {
      throw new ErrnoException(Errno.ENOSPC, "all " + capacity.total() + " inodes are in use");
    }
    return lastNumber.incrementAndGet();
  }

  void giveUp() {
    capacity.give(1);
  }

  void add(Inode inode) {
    inodes.put(inode.number(), inode);
  }

  /** The inode that the kernel knows by a nodeid. */
  Inode get(NodeId nodeId) {
    Inode inode = inodes.get(nodeId.value());
    if (inode == null) {
      throw new ErrnoException(Errno.ESTALE, "no inode " + nodeId);
    }
    return inode;
  }

  Directory directory(NodeId nodeId) {
    if (get(nodeId) instanceof Directory directory) {
      return directory;
    }
    throw new ErrnoException(Errno.ENOTDIR, "inode " + nodeId);
  }

  RegularFile file(NodeId nodeId) {
    Inode inode = get(nodeId);
    if (inode instanceof RegularFile file) {
      return file;
    }
    throw new ErrnoException(
        inode.isDirectory() ? Errno.EISDIR : Errno.EINVAL,
        "inode " + nodeId + " is no regular file");
  }

  /** Lookups of each inode that the kernel has not taken back. */
  Map<NodeId, Long> lookupCounts() {
    Map<NodeId, Long> counts = new HashMap<>();
    inodes.forEach((number, inode) -> counts.put(new NodeId(number), inode.lookups()));
    return counts;
  }

  void forget(NodeId nodeId, long lookups) {
    Inode inode = inodes.get(nodeId.value());
    if (inode != null && nodeId.value() != NodeId.ROOT.value()) {
      inode.forget(lookups);
      reap(inode);
    }
  }

  /** Frees an inode to which nothing refers any more. */
  void reap(Inode inode) {
    if (inode.isGone() && inodes.remove(inode.number(), inode)) {
      inode.discard();
      capacity.give(1);
    }
  }

  /** All inodes. */
  List<Inode> all() {
    return List.copyOf(inodes.values());
  }

  /** Frees everything. */
  void clear() {
    inodes.values().forEach(Inode::discard);
    inodes.clear();
  }
}
