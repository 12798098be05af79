package org.fusefixture.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Unique;

/**
 * Something that the filesystem under test did wrong: it threw an exception, or gave a reply that
 * the kernel rejected.
 *
 * @param opcode the operation
 * @param unique the request, 0 outside of requests
 * @param exception its class and message
 * @param stack with causes
 */
public record FilesystemFailure(Opcode opcode, Unique unique, String exception, String stack) {
  /**
   * Refuses null.
   *
   * @param opcode as {@link #opcode()}
   * @param unique as {@link #unique()}
   * @param exception as {@link #exception()}
   * @param stack as {@link #stack()}
   */
  public FilesystemFailure {
    Objects.requireNonNull(opcode, "opcode");
    Objects.requireNonNull(unique, "unique");
    Objects.requireNonNull(exception, "exception");
    Objects.requireNonNull(stack, "stack");
  }

  /**
   * {@return a failure with the text of an exception}
   *
   * @param opcode the operation
   * @param unique the request, 0 outside of requests
   * @param cause whose text and stack are kept
   */
  public static FilesystemFailure of(Opcode opcode, Unique unique, Throwable cause) {
    StringWriter stack = new StringWriter();
    cause.printStackTrace(new PrintWriter(stack, true));
    return new FilesystemFailure(opcode, unique, cause.toString(), stack.toString());
  }
}
