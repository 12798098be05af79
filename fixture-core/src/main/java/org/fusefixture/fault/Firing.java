package org.fusefixture.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;

/**
 * One request that a rule hit.
 *
 * @param unique the request
 * @param opcode its operation
 * @param nodeId the inode; for operations on a name, its directory
 * @param offset first byte that it covers; for operations on a name, a number derived from the name
 * @param size of what it covers
 * @param occurrence how often the rule had matched this inode and offset, from 1
 * @param phase the phase at which it was hit
 * @param sinceSet time since the rule was set
 * @param at time of day, in whole milliseconds
 * @param detail what was drawn or done, for example {@code EIO}; empty if the rule says it all
 */
public record Firing(
    Unique unique,
    Opcode opcode,
    NodeId nodeId,
    Offset offset,
    ByteSize size,
    long occurrence,
    Phase phase,
    Duration sinceSet,
    Instant at,
    String detail) {
  /**
   * Refuses null; takes null for an empty detail.
   *
   * @param unique as {@link #unique()}
   * @param opcode as {@link #opcode()}
   * @param nodeId as {@link #nodeId()}
   * @param offset as {@link #offset()}
   * @param size as {@link #size()}
   * @param occurrence as {@link #occurrence()}
   * @param phase as {@link #phase()}
   * @param sinceSet as {@link #sinceSet()}
   * @param at as {@link #at()}
   * @param detail as {@link #detail()}
   */
  public Firing {
    Objects.requireNonNull(opcode, "opcode");
    Objects.requireNonNull(phase, "phase");
    detail = detail == null ? "" : detail;
  }

  /**
   * {@return this firing with another detail}
   *
   * @param other what was drawn or done
   */
  public Firing withDetail(String other) {
    return new Firing(unique, opcode, nodeId, offset, size, occurrence, phase, sinceSet, at, other);
  }

  @Override
  public String toString() {
    return opcode
        + " "
        + unique
        + " of inode "
        + nodeId
        + (size.bytes() > 0 ? ", " + size.bytes() + " bytes at " + offset.bytes() : "")
        + ", occurrence "
        + occurrence
        + ", "
        + phase
        + " after "
        + sinceSet.toNanos() / 1000
        + " us"
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
