package org.fusefixture.internal.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.fusefixture.internal.kernel.PatchedKernel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The patched kernel: builds it, or tells where and what it is. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = "The patched kernel, in the cache of the user.")
final class KernelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: build, path or info");
  }

  @Command(
      name = "build",
      mixinStandardHelpOptions = true,
      description =
          "Builds it, unless it is in the cache, checks that it does what it should, and prints its path.")
  int build(
      @Option(
              names = "--source",
              paramLabel = "TREE_OR_TARBALL",
              description =
                  "an unpatched source of Linux 6.12; default: Debian's package linux-source-6.12")
          Path source) {
    try {
      print(PatchedKernel.build(Optional.ofNullable(source)).program().toString());
    } catch (IllegalStateException e) {
      throw new UnavailableException(e.getMessage(), e);
    }
    return 0;
  }

  @Command(name = "path", mixinStandardHelpOptions = true, description = "Prints its path.")
  int path() {
    print(
        PatchedKernel.find()
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
      description = "Describes it as a JSON object: key, source version, patches, path, sizes.")
  int info() {
    print(PatchedKernel.describe().strip());
    return 0;
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }
}
