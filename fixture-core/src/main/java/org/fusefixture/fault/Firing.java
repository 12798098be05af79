package org.fusefixture.fault;

import java.util.Objects;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * One request that a rule hit.
 *
 * @param unique the request
 * @param opcode its operation
 * @param nodeId the inode; for operations on a name, its directory
 * @param offset first byte that it covers; for operations on a name, a number derived from the name
 * @param size in bytes
 * @param occurrence how often the rule had matched this inode and offset, from 1
 * @param phase the phase at which it was hit
 * @param sinceSetNanos time since the rule was set
 * @param epochMillis time of day
 * @param detail what was drawn or done, for example {@code EIO}; empty if the rule says it all
 */
public record Firing(
    long unique,
    Opcode opcode,
    long nodeId,
    long offset,
    long size,
    long occurrence,
    Phase phase,
    long sinceSetNanos,
    long epochMillis,
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
   * @param sinceSetNanos as {@link #sinceSetNanos()}
   * @param epochMillis as {@link #epochMillis()}
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
    return new Firing(
        unique, opcode, nodeId, offset, size, occurrence, phase, sinceSetNanos, epochMillis, other);
  }

  @Override
  public String toString() {
    return opcode
        + " "
        + Long.toUnsignedString(unique)
        + " of inode "
        + Long.toUnsignedString(nodeId)
        + (size > 0 ? ", " + size + " bytes at " + offset : "")
        + ", occurrence "
        + occurrence
        + ", "
        + phase
        + " after "
        + sinceSetNanos / 1000
        + " us"
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
