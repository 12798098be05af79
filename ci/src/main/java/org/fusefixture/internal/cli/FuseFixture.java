package org.fusefixture.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class of {@code ci/fuse-fixture}. */
@Command(
    name = "fuse-fixture",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Mounts FUSE filesystems in sandboxes, and finds out what kernels do with their pages.",
    subcommands = {Doctor.class, Attest.class, Run.class, Compare.class, KernelCommand.class})
public final class FuseFixture implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new FuseFixture())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureReport());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
