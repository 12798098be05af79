package org.fusefixture.report;

import java.util.Objects;

/**
 * The agent aborted a connection.
 *
 * @param reason for example which call hung, and for how long
 * @param stacks of the server when it happened
 */
public record AbortReport(String reason, String stacks) {
  /**
   * Takes null for no stacks.
   *
   * @param reason as {@link #reason()}
   * @param stacks as {@link #stacks()}
   */
  public AbortReport {
    Objects.requireNonNull(reason, "reason");
    stacks = stacks == null ? "" : stacks;
  }
}
