package org.fusefixture.internal.control.mount;

import java.util.Objects;

/**
 * The stacks of a server process.
 *
 * @param text of all threads
 * @param source how they were had: asked of the server, or by SIGQUIT
 */
public record StacksReport(String text, String source) {
  public StacksReport {
    Objects.requireNonNull(text, "text");
    source = source == null ? "" : source;
  }
}
