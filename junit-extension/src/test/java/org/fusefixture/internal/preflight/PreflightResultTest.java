package org.fusefixture.internal.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.preflight.Preflight.PreflightResult;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Test;

class PreflightResultTest {
  private static final SandboxKey KEY = SandboxKey.of(Isolation.PROCESS, Kernel.HOST);

  @Test
  void noReason_runs() {
    PreflightResult result = new PreflightResult(KEY, TransferMode.SPLICE, Optional.empty());

    assertThat(result.runs()).isTrue();
    assertThat(result).hasToString("SPLICE in the process sandbox on the host kernel: runs");
  }

  @Test
  void reasonOfSeveralLines_becomesOneLine() {
    PreflightResult result =
        new PreflightResult(KEY, TransferMode.COPY, Optional.of("no luck\n  try again\n"));

    assertThat(result.reason()).hasValue("no luck; try again");
    assertThat(result.toString()).endsWith("cannot run, no luck; try again");
  }
}
