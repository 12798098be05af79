package org.fusefixture.cli;

import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.SandboxKey;
import picocli.CommandLine.Option;

/** Which sandbox to use. */
final class SandboxOptions {
  @Option(
      names = "--isolation",
      paramLabel = "I",
      defaultValue = "PROCESS",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Isolation isolation;

  @Option(
      names = "--kernel",
      paramLabel = "K",
      defaultValue = "HOST",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Kernel kernel;

  SandboxKey key() {
    return SandboxKey.of(isolation, kernel);
  }
}
