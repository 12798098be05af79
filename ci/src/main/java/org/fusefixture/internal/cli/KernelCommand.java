package org.fusefixture.internal.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.internal.kernel.PatchedKernelProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds the patched kernel, or shows where and what it is. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = "Builds the patched kernel in the user's cache, or shows it.")
final class KernelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a subcommand is missing: build, path or info");
  }

  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description =
          "Builds the kernel unless it is cached, checks that it lends user pages, and prints its"
              + " path.")
  int build(
      @Option(
              names = "--source",
              paramLabel = "TREE_OR_TARBALL",
              description =
                  "an unpatched source tree or tarball of Linux 6.12; default: the Debian package"
                      + " linux-source-6.12")
          Path source) {
    try {
      print(PatchedKernelProgram.build(Optional.ofNullable(source)).program().toString());
    } catch (IllegalStateException e) {
      throw new UnavailableException(e.getMessage(), e);
    }
    return 0;
  }

  @Command(
      name = "path",
      mixinStandardHelpOptions = true,
      description = "Prints the path of the kernel.")
  int path() {
    print(
        PatchedKernelProgram.find()
            .orElseThrow(
                () ->
                    new UnavailableException(
                        "the patched kernel is not built: run ci/fuse-fixture kernel build"))
            .program()
            .toString());
    return 0;
  }

  @Command(
      name = "info",
      mixinStandardHelpOptions = true,
      description = "Prints key, source version, patches, path and sizes as a JSON object.")
  int info() {
    print(PatchedKernelProgram.describe().strip());
    return 0;
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
