package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.Request;

/**
 * The lookups that the kernel holds, by what went over the wire: replies grant them, each FORGET
 * takes some back.
 */
final class LookupBalance {
  private final Map<Long, long[]> held = new HashMap<>();
  private final LongConsumer addOne = node -> add(node, 1);
  private boolean uncertain;

  /** A reply without an error is about to be sent. */
  void replied(Opcode opcode, ByteBuffer message, int length) {
    ReplyFields.forEachLookup(opcode.shape(), message, length, addOne);
  }

  /** A reply did not reach its caller: whether its lookups count, nobody told the filesystem. */
  synchronized void lost() {
    uncertain = true;
  }

  /** A request was received. */
  void received(Request request) {
    if (request instanceof ForgetRequest forget) {
      for (int index = 0; index < forget.count(); index++) {
        add(forget.forgottenId(index), -forget.lookupCount(index));
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
