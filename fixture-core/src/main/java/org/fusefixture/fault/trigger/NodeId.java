package org.fusefixture.fault.trigger;

import java.util.Optional;
import org.fusefixture.filesystem.Opcode;

/**
 * One inode; for operations on a name, its directory.
 *
 * @param nodeId as the kernel names it; 1 is the root
 */
public record NodeId(long nodeId) implements Condition {
  public NodeId {
    if (nodeId == 0) {
      throw new IllegalArgumentException("no inode has nodeid 0; the root has 1");
    }
  }

  @Override
  public Optional<String> refusal(Opcode opcode) {
    return opcode == Opcode.BATCH_FORGET
        ? Optional.of("BATCH_FORGET is about many inodes; leave the nodeid out")
        : Optional.empty();
  }
}
