package org.fusefixture.internal.preflight;

import java.util.Objects;
import java.util.Optional;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.SandboxKey;

/**
 * Whether a transfer mode can run in a sandbox on this machine.
 *
 * @param reason why not, in one line that says what to do; empty if it can
 */
public record PreflightResult(SandboxKey sandbox, TransferMode mode, Optional<String> reason) {
  public PreflightResult {
    Objects.requireNonNull(sandbox, "sandbox");
    Objects.requireNonNull(mode, "mode");
    reason = reason.map(text -> text.strip().replaceAll("\\s*\\R\\s*", "; "));
  }

  /** Whether it can run. */
  public boolean runs() {
    return reason.isEmpty();
  }

  /** One line, for example {@code SPLICE in the process sandbox on the host kernel: runs}. */
  @Override
  public String toString() {
    return mode
        + " in the "
        + sandbox.describe()
        + ": "
        + reason.map("cannot run, "::concat).orElse("runs");
  }
}
