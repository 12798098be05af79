package org.fusefixture.internal.passthrough;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.protocol.NodeId;

/**
 * The inodes of a filesystem by nodeid, and by what they are in the real directory. A nodeid is
 * never used twice.
 *
 * @param <N> what is kept of an inode
 */
public final class NodeTable<N extends NodeTable.Node> {

  /** An inode by its nodeid. Its lookups are guarded by the lock of whoever changes them. */
  public static class Node {
    private final NodeId nodeId;
    private volatile HeldInode held;
    private long lookups;

    public Node(NodeId nodeId) {
      this.nodeId = nodeId;
    }

    public final NodeId nodeId() {
      return nodeId;
    }

    /** The inode in the real directory; only if {@link #isHeld}. */
    public final HeldInode held() {
      return held;
    }

    /** Whether it is in the real directory, rather than in memory only. */
    public final boolean isHeld() {
      return held != null;
    }

    /** Counts a lookup, which {@link #forget} takes back. */
    public final void remember() {
      lookups++;
    }

    public final void forget(long count) {
      lookups -= Math.min(lookups, count);
    }

    public final long lookups() {
      return lookups;
    }
  }

  private final ConcurrentNavigableMap<Long, N> byId = new ConcurrentSkipListMap<>();
  private final Map<HeldInode.Identity, N> byIdentity = new HashMap<>();
  private long lastId = NodeId.ROOT.value();

  /** Adds an inode that is in memory only, with a new nodeid. */
  public synchronized N add(Function<NodeId, N> maker) {
    N node = maker.apply(new NodeId(++lastId));
    byId.put(node.nodeId().value(), node);
    return node;
  }

  /** Adds the root, which the kernel never forgets. */
  public synchronized N addRoot(HeldInode held, Function<NodeId, N> maker) {
    N root = maker.apply(NodeId.ROOT);
    byId.put(root.nodeId().value(), root);
    hold(root, held);
    return root;
  }

  /** From now on a node is this inode of the real directory. */
  public synchronized void hold(N node, HeldInode held) {
    ((Node) node).held = held;
    byIdentity.put(held.identity(), node);
  }

  /** The node of a nodeid; ESTALE if there is none. */
  public N get(NodeId nodeId) {
    N node = byId.get(nodeId.value());
    if (node == null) {
      throw new ErrnoException(Errno.ESTALE, "no inode " + nodeId);
    }
    return node;
  }

  public boolean has(NodeId nodeId) {
    return byId.containsKey(nodeId.value());
  }

  /** The node that is a certain inode of the real directory, or null. */
  public synchronized N find(Statx status) {
    return byIdentity.get(HeldInode.Identity.of(status));
  }

  /** All nodes, by nodeid. */
  public List<N> all() {
    return List.copyOf(byId.values());
  }

  /** Counts a lookup of what was opened, and closes it if its inode is held already. */
  public synchronized N remember(HeldInode.Found found, Function<NodeId, N> maker) {
    N node = find(found.status());
    if (node == null) {
      node = add(maker);
      hold(node, found.inode());
    } else {
      found.inode().close();
    }
    node.remember();
    return node;
  }

  /** Takes lookups back, and removes the node if none are left. */
  public synchronized void forget(NodeId nodeId, long lookups) {
    N node = byId.get(nodeId.value());
    if (node != null) {
      node.forget(lookups);
      if (node.lookups() == 0 && !nodeId.equals(NodeId.ROOT)) {
        remove(node);
      }
    }
  }

  /** Lookups by inode. */
  public synchronized Map<NodeId, Long> lookupCounts() {
    Map<NodeId, Long> counts = new HashMap<>();
    byId.values().forEach(node -> counts.put(node.nodeId(), node.lookups()));
    return counts;
  }

  /** Removes a node, and lets go of its inode. */
  public synchronized void remove(N node) {
    byId.remove(node.nodeId().value());
    if (node.isHeld()) {
      byIdentity.remove(node.held().identity(), node);
      node.held().close();
    }
  }

  public synchronized void clear() {
    all().forEach(this::remove);
  }
}
