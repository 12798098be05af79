package org.fusefixture.report;

import java.util.Objects;

/**
 * A request without a reply.
 *
 * @param opcode name of the operation
 * @param ageMillis since it was received
 */
public record UnansweredReport(long unique, String opcode, long nodeId, long ageMillis) {
  public UnansweredReport {
    Objects.requireNonNull(opcode, "opcode");
  }
}
