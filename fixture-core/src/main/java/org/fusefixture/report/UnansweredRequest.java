package org.fusefixture.report;

import java.time.Duration;
import java.util.Objects;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;

/**
 * A request that the filesystem has not answered yet.
 *
 * @param unique the request
 * @param opcode the operation
 * @param nodeId the inode
 * @param age time since the request was received; if it was not traced, since it was first asked
 *     for
 */
public record UnansweredRequest(Unique unique, Opcode opcode, NodeId nodeId, Duration age) {
  /**
   * Refuses null.
   *
   * @param unique as {@link #unique()}
   * @param opcode as {@link #opcode()}
   * @param nodeId as {@link #nodeId()}
   * @param age as {@link #age()}
   */
  public UnansweredRequest {
    Objects.requireNonNull(unique, "unique");
    Objects.requireNonNull(opcode, "opcode");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(age, "age");
  }

  @Override
  public String toString() {
    return opcode
        + " "
        + unique
        + " of inode "
        + nodeId
        + ", received "
        + age.toMillis()
        + " ms ago";
  }
}
