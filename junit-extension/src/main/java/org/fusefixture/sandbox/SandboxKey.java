package org.fusefixture.sandbox;

import java.util.Locale;
import java.util.Objects;

/**
 * Tells sandboxes apart: requests with equal keys share one.
 *
 * @param visible whether mounts can be made to appear at a path of the host
 */
public record SandboxKey(Isolation isolation, Kernel kernel, boolean visible) {
  public SandboxKey {
    Objects.requireNonNull(isolation, "isolation");
    Objects.requireNonNull(kernel, "kernel");
  }

  /** The key of a sandbox whose mounts stay inside. */
  public static SandboxKey of(Isolation isolation, Kernel kernel) {
    return new SandboxKey(isolation, kernel, false);
  }

  /** The same, but with mounts that can appear on the host. */
  public SandboxKey withVisible(boolean value) {
    return new SandboxKey(isolation, kernel, value);
  }

  /** For a person: "process sandbox on the host kernel". */
  public String describe() {
    return isolation.name().toLowerCase(Locale.ROOT)
        + " sandbox on the "
        + kernel.name().toLowerCase(Locale.ROOT)
        + " kernel"
        + (visible ? ", visible on the host" : "");
  }
}
