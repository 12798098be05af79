package org.fusefixture.backing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.protocol.NodeId;

/**
 * The inodes by nodeid, and by what they are on the disk. A nodeid is never used twice. Guarded by
 * the volume's lock.
 */
final class InodeTable {
  private record Identity(long device, long inode) {}

  private final Map<Long, Inode> byId = new LinkedHashMap<>();
  private final Map<Identity, Inode> byIdentity = new HashMap<>();
  private long last = NodeId.ROOT.value();

  /** An inode that is nowhere yet. */
  Inode create(int type) {
    return add(new NodeId(++last), type);
  }

  Inode createRoot() {
    return add(NodeId.ROOT, FileStatus.S_IFDIR);
  }

  private Inode add(NodeId nodeId, int type) {
    Inode inode = new Inode(nodeId, type);
    byId.put(nodeId.value(), inode);
    return inode;
  }

  /** It is this one on the disk. */
  void identify(Inode inode, FileStatus status) {
    byIdentity.put(new Identity(status.device(), status.inode()), inode);
  }

  /** The one that is this on the disk, or null. */
  Inode find(FileStatus status) {
    return byIdentity.get(new Identity(status.device(), status.inode()));
  }

  Inode get(NodeId nodeId) {
    Inode inode = byId.get(nodeId.value());
    if (inode == null) {
      throw new ErrnoException(
          Errno.ESTALE, "no inode " + nodeId + "; a power cut may have lost it");
    }
    return inode;
  }

  /** The same, or null. */
  Inode peek(NodeId nodeId) {
    return byId.get(nodeId.value());
  }

  List<Inode> all() {
    return new ArrayList<>(byId.values());
  }

  void remove(Inode inode) {
    byId.remove(inode.nodeId.value());
    byIdentity.values().remove(inode);
    if (inode.disk != null) {
      inode.disk.close();
    }
  }
}
