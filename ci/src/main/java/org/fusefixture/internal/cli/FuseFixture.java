package org.fusefixture.internal.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class of {@code ci/fuse-fixture}. */
@Command(
    name = "fuse-fixture",
    mixinStandardHelpOptions = true,
    versionProvider = FuseFixture.Version.class,
    description = "Tests FUSE filesystems on real mounts in sandboxes.",
    subcommands = {
      Doctor.class,
      Attest.class,
      Run.class,
      ExerciseCommand.class,
      TraceCommand.class,
      Compare.class,
      KernelCommand.class
    })
public final class FuseFixture implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new FuseFixture())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureHandler());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: see the list below");
  }

  /** What {@code --version} prints: the version in the manifest of the jar, if there is one. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
              .orElse("development build");
      return new String[] {"fuse-fixture " + version, "Java " + Runtime.version()};
    }
  }
}
