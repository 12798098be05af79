package org.fusefixture.sandbox.guest;

import java.util.Optional;
import org.fusefixture.kernel.PatchedKernel;
import org.fusefixture.sandbox.ClassPath;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxFailedException;
import org.fusefixture.sandbox.SandboxKey;
import org.fusefixture.sandbox.SandboxProvider;

/** Provides isolation PROCESS on the patched kernel. */
public final class GuestSandboxProvider implements SandboxProvider {
  private static final String NOT_BUILT =
      "the patched kernel is not built: run ci/fuse-fixture kernel build";

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.PROCESS && key.kernel() == Kernel.PATCHED;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    if (!"Linux".equals(System.getProperty("os.name"))
        || !"amd64".equals(System.getProperty("os.arch"))) {
      return Optional.of(
          "User Mode Linux runs on x86-64 Linux only, and this is "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
    if (key.visible()) {
      return Optional.of("a mount of a guest cannot appear on the host: use the host kernel");
    }
    return PatchedKernel.find().isEmpty() ? Optional.of(NOT_BUILT) : Optional.empty();
  }

  @Override
  public Sandbox start(SandboxKey key) {
    PatchedKernel kernel =
        PatchedKernel.find().orElseThrow(() -> new SandboxFailedException(NOT_BUILT));
    return GuestSandbox.start(key, kernel, ClassPath.current());
  }
}
