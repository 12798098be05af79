package org.fusefixture.internal.cli;

import org.fusefixture.internal.control.ControlError.Kind;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says what failed: in one message where that is known, with the stack where it is a defect of the
 * fixture.
 */
final class FailureReport implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (isExpected(failure)) {
      command.getErr().println("fuse-fixture: " + failure.getMessage());
      return ExitStatus.UNAVAILABLE;
    }
    command.getErr().println("fuse-fixture: a defect of the fixture, please report it:");
    failure.printStackTrace(command.getErr());
    return ExitStatus.DEFECT;
  }

  private static boolean isExpected(Exception failure) {
    return failure instanceof SandboxFailedException
        || failure instanceof UnavailableException
        || failure instanceof ControlException control && control.kind() != Kind.INTERNAL;
  }
}
