package org.fusefixture.sample.mirror;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.protocol.NodeId;

/** The inodes that the kernel knows, by nodeid and by identity. A nodeid is never used twice. */
final class NodeTable {
  private final ConcurrentMap<Long, MirrorNode> byId = new ConcurrentHashMap<>();
  private final Map<MirrorNode.Identity, MirrorNode> byIdentity = new HashMap<>();
  private long lastId = NodeId.ROOT.value();

  /** Starts with the root, which the kernel never forgets. */
  synchronized void addRoot(Fd root, FileStatus status) {
    add(new MirrorNode(NodeId.ROOT, root, MirrorNode.Identity.of(status)));
  }

  MirrorNode get(NodeId nodeId) {
    MirrorNode node = byId.get(nodeId.value());
    if (node == null) {
      throw new ErrnoException(Errno.ESTALE, "no inode " + nodeId);
    }
    return node;
  }

  /**
   * Counts a lookup.
   *
   * @param opened the inode; taken over, and closed if the inode is known already
   */
  synchronized MirrorNode remember(Fd opened, FileStatus status) {
    MirrorNode.Identity identity = MirrorNode.Identity.of(status);
    MirrorNode node = byIdentity.get(identity);
    if (node == null) {
      node = new MirrorNode(new NodeId(++lastId), opened, identity);
      add(node);
    } else {
      opened.close();
    }
    node.remember();
    return node;
  }

  /** Lookups by inode. */
  synchronized Map<NodeId, Long> lookupCounts() {
    Map<NodeId, Long> counts = new HashMap<>();
    byId.values().forEach(node -> counts.put(node.nodeId(), node.lookups()));
    return counts;
  }

  synchronized void forget(NodeId nodeId, long lookups) {
    MirrorNode node = byId.get(nodeId.value());
    if (node != null && node.forget(lookups) && !node.nodeId().equals(NodeId.ROOT)) {
      byId.remove(nodeId.value());
      byIdentity.remove(node.identity());
      node.descriptor().close();
    }
  }

  synchronized void close() {
    byId.values().forEach(node -> node.descriptor().close());
    byId.clear();
    byIdentity.clear();
  }

  private void add(MirrorNode node) {
    byId.put(node.nodeId().value(), node);
    byIdentity.put(node.identity(), node);
  }
}
