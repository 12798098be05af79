package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.BatchForgetRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.Request;

/**
 * The lookups that the kernel holds, by what went over the wire: each entry in a reply is one
 * (fuse_iget of fs/fuse/inode.c in Linux 6.12), each FORGET takes some back. Of READDIRPLUS the
 * entries for "." and "..", and those without an inode, are none (fuse_direntplus_link of
 * fs/fuse/readdir.c).
 */
final class LookupBalance {
  /** {@code struct fuse_entry_out}, then {@code struct fuse_dirent} up to the name. */
  private static final int ENTRY_SIZE = 128;

  private static final int NAME_LENGTH_AT = ENTRY_SIZE + 16;
  private static final int NAME_AT = ENTRY_SIZE + 24;

  private final Map<Long, long[]> held = new HashMap<>();
  private boolean uncertain;

  /** A reply without an error is about to be sent. */
  void replied(Opcode opcode, ByteBuffer message, int length) {
    switch (opcode) {
      case LOOKUP, MKNOD, MKDIR, SYMLINK, LINK, CREATE, TMPFILE ->
          add(message.getLong(Reply.HEADER_SIZE), 1);
      case READDIRPLUS -> entries(message, length);
      default -> {}
    }
  }

  /** A reply did not reach its caller: whether its lookups count, nobody told the filesystem. */
  synchronized void lost() {
    uncertain = true;
  }

  /** A request was received. */
  void received(Request request) {
    if (request instanceof ForgetRequest forget) {
      add(forget.nodeId().value(), -forget.lookupCount());
    } else if (request instanceof BatchForgetRequest batch) {
      for (int index = 0; index < batch.count(); index++) {
        add(batch.nodeId(index).value(), -batch.lookupCount(index));
      }
    }
  }

  /** Where the filesystem's own account differs, one line each; nothing where nobody can tell. */
  synchronized List<String> differences(Map<NodeId, Long> claimed) {
    List<String> differences = new ArrayList<>();
    if (uncertain) {
      return differences;
    }
    TreeSet<Long> nodes = new TreeSet<>(held.keySet());
    claimed.keySet().forEach(node -> nodes.add(node.value()));
    nodes.remove(NodeId.ROOT.value());
    for (long node : nodes) {
      long kernel = held.containsKey(node) ? held.get(node)[0] : 0;
      long filesystem = claimed.getOrDefault(new NodeId(node), 0L);
      if (kernel != filesystem) {
        differences.add(
            "node "
                + Long.toUnsignedString(node)
                + ": the kernel holds "
                + kernel
                + " lookups, the filesystem counts "
                + filesystem);
      }
    }
    return differences;
  }

  private void entries(ByteBuffer message, int length) {
    int at = Reply.HEADER_SIZE;
    while (at + NAME_AT <= length) {
      int name = message.getInt(at + NAME_LENGTH_AT);
      if (!isDots(message, at + NAME_AT, name)) {
        add(message.getLong(at), 1);
      }
      at += (NAME_AT + name + Long.BYTES - 1) & -Long.BYTES;
    }
  }

  private static boolean isDots(ByteBuffer message, int at, int length) {
    return length == 1 && message.get(at) == '.'
        || length == 2 && message.get(at) == '.' && message.get(at + 1) == '.';
  }

  private synchronized void add(long node, long lookups) {
    if (node != 0) {
      long[] count = held.computeIfAbsent(node, unknown -> new long[1]);
      count[0] += lookups;
      if (count[0] == 0) {
        held.remove(node);
      }
    }
  }
}
