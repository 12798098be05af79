package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * Encodes notifications: {@code struct fuse_out_header} with the code in the error field and unique
 * 0, then {@code struct fuse_notify_*_out} of include/uapi/linux/fuse.h. Each method returns a
 * message that is ready to be sent, from position to limit.
 */
public final class NotificationEncoder {
  /** FUSE_EXPIRE_ONLY of INVAL_ENTRY. */
  private static final int EXPIRE_ONLY = 1;

  /** kh (8). */
  public static ByteBuffer poll(long pollHandle) {
    return start(NotificationCode.POLL, 8).putLong(pollHandle).flip();
  }

  /** ino (8), off (8), len (8). */
  public static ByteBuffer invalidateInode(NodeId node, Offset offset, long length) {
    return start(NotificationCode.INVAL_INODE, 24)
        .putLong(node.value())
        .putLong(offset.bytes())
        .putLong(length)
        .flip();
  }

  /** parent (8), namelen (4), flags (4), name, NUL. */
  public static ByteBuffer invalidateEntry(NodeId directory, FileName name, boolean expireOnly) {
    ByteBuffer message =
        start(NotificationCode.INVAL_ENTRY, 16 + name.length() + 1)
            .putLong(directory.value())
            .putInt(name.length())
            .putInt(expireOnly ? EXPIRE_ONLY : 0);
    name.putInto(message);
    return message.put((byte) 0).flip();
  }

  /** parent (8), child (8), namelen (4), padding (4), name, NUL. */
  public static ByteBuffer delete(NodeId directory, NodeId child, FileName name) {
    ByteBuffer message =
        start(NotificationCode.DELETE, 24 + name.length() + 1)
            .putLong(directory.value())
            .putLong(child.value())
            .putInt(name.length())
            .putInt(0);
    name.putInto(message);
    return message.put((byte) 0).flip();
  }

  /** nodeid (8), offset (8), size (4), padding (4), bytes. */
  public static ByteBuffer store(NodeId node, Offset offset, ByteBuffer bytes) {
    return start(NotificationCode.STORE, 24 + bytes.remaining())
        .putLong(node.value())
        .putLong(offset.bytes())
        .putInt(bytes.remaining())
        .putInt(0)
        .put(bytes.duplicate())
        .flip();
  }

  /** notify_unique (8), nodeid (8), offset (8), size (4), padding (4). */
  public static ByteBuffer retrieve(long notifyUnique, NodeId node, Offset offset, int size) {
    return start(NotificationCode.RETRIEVE, 32)
        .putLong(notifyUnique)
        .putLong(node.value())
        .putLong(offset.bytes())
        .putInt(size)
        .putInt(0)
        .flip();
  }

  /** No body. */
  public static ByteBuffer resend() {
    return start(NotificationCode.RESEND, 0).flip();
  }

  /** No body. */
  public static ByteBuffer incrementEpoch() {
    return start(NotificationCode.INC_EPOCH, 0).flip();
  }

  /** count (4), padding (4), spare (8), then count times nodeid (8). */
  public static ByteBuffer prune(Set<NodeId> nodes) {
    ByteBuffer message =
        start(NotificationCode.PRUNE, 16 + nodes.size() * Long.BYTES)
            .putInt(nodes.size())
            .putInt(0)
            .putLong(0);
    for (NodeId node : nodes) {
      message.putLong(node.value());
    }
    return message.flip();
  }

  private static ByteBuffer start(NotificationCode code, int bodySize) {
    int length = ReplyHeader.SIZE + bodySize;
    return ByteBuffer.allocateDirect(length)
        .order(ByteOrder.nativeOrder())
        .putInt(length)
        .putInt(code.number())
        .putLong(0);
  }

  private NotificationEncoder() {}
}
