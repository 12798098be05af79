package org.fusefixture.internal.sandbox.guest;

import java.util.Optional;
import org.fusefixture.internal.kernel.PatchedKernelProgram;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;

/** Finds out why a guest kernel cannot run on this machine, in any isolation. */
public final class GuestObstacles {
  private static final String NOT_BUILT =
      "the patched kernel is not built: run ci/fuse-fixture kernel build";

  private GuestObstacles() {}

  /** One line that says what to do; empty if no obstacle is known. */
  public static Optional<String> find(SandboxKey key) {
    if (!"Linux".equals(System.getProperty("os.name"))
        || !"amd64".equals(System.getProperty("os.arch"))) {
      return Optional.of(
          "User Mode Linux runs on x86-64 Linux only, and this is "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
    if (key.visible()) {
      return Optional.of(
          "a mount in a guest kernel cannot be visible on the host: use the host kernel");
    }
    return PatchedKernelProgram.find().isEmpty() ? Optional.of(NOT_BUILT) : Optional.empty();
  }

  /**
   * The kernel.
   *
   * @throws SandboxFailedException if it is not built
   */
  public static PatchedKernelProgram requireKernel() {
    return PatchedKernelProgram.find().orElseThrow(() -> new SandboxFailedException(NOT_BUILT));
  }
}
