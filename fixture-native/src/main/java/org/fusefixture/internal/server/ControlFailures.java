package org.fusefixture.internal.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/** Exceptions as errors of the control API. */
final class ControlFailures {
  private ControlFailures() {}

  static ControlException ofFilesystem(String message, String call, Throwable cause) {
    return new ControlException(
        ControlError.of(ControlError.Kind.FILESYSTEM_FAILED, call, message)
            .withDetail(stackOf(cause)),
        cause);
  }

  static String stackOf(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
