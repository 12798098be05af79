package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Assumptions;

/** Skips tests where the patched kernel cannot run, unless the environment says that it must. */
final class RequiredKernel {
  private RequiredKernel() {}

  static void requirePatched() {
    requirePatched(Isolation.PROCESS);
  }

  static void requirePatched(Isolation isolation) {
    Preflight.shared()
        .obstacle(SandboxKey.of(isolation, Kernel.PATCHED))
        .ifPresent(reason -> skip(isolation, reason));
  }

  private static void skip(Isolation isolation, String reason) {
    List<String> required =
        List.of(System.getenv().getOrDefault("FUSE_FIXTURE_REQUIRE", "").split(","));
    if (isolation == Isolation.PROCESS || required.contains("container")) {
      assertThat(required).as(reason).doesNotContain("patched");
    }
    Assumptions.abort(reason);
  }
}
