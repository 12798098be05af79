package org.fusefixture.internal.cli;

import org.fusefixture.internal.control.ControlError.Kind;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what failed: a message for expected failures, a stack for a defect of the fixture. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (isExpected(failure)) {
      command.getErr().println("fuse-fixture: " + failure.getMessage());
      return ExitCodes.UNAVAILABLE;
    }
    command.getErr().println("fuse-fixture: this is a defect of the fixture; please report it:");
    failure.printStackTrace(command.getErr());
    return ExitCodes.DEFECT;
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof SandboxFailedException
        || failure instanceof UnavailableException
        || failure instanceof ControlException control && control.kind() != Kind.INTERNAL;
  }

  /** Something is unavailable; the message says why and what to do. */
  static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
