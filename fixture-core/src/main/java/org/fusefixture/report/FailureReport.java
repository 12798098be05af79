package org.fusefixture.report;

import java.util.Objects;

/**
 * An exception that the filesystem under test should not have thrown.
 *
 * @param opcode name of the operation
 * @param unique of the request, 0 outside of requests
 * @param exception its class and message
 * @param stack with causes
 */
public record FailureReport(String opcode, long unique, String exception, String stack) {
  public FailureReport {
    Objects.requireNonNull(opcode, "opcode");
    Objects.requireNonNull(exception, "exception");
    stack = stack == null ? "" : stack;
  }
}
