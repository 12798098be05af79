package org.fusefixture.internal.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.fusefixture.mount.Kernel;

/** The kinds of sandboxes on the class path. */
public final class SandboxProviders {
  private final List<SandboxProvider> providers;

  SandboxProviders(List<SandboxProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Those that are registered as services. */
  public static SandboxProviders installed() {
    return Installed.PROVIDERS;
  }

  /** Why a sandbox cannot run here, see {@link SandboxProvider#obstacle}. */
  public Optional<String> obstacle(SandboxKey key) {
    return find(key)
        .map(provider -> provider.obstacle(key))
        .orElseGet(() -> Optional.of(missing(key)));
  }

  Sandbox start(SandboxKey key) {
    SandboxProvider provider =
        find(key)
            .orElseThrow(() -> new SandboxFailedException(key.describe() + ": " + missing(key)));
    provider
        .obstacle(key)
        .ifPresent(
            reason -> {
              throw new SandboxFailedException(key.describe() + " cannot run here: " + reason);
            });
    return provider.start(key);
  }

  private Optional<SandboxProvider> find(SandboxKey key) {
    return providers.stream().filter(provider -> provider.provides(key)).findFirst();
  }

  private static String missing(SandboxKey key) {
    return key.kernel() == Kernel.PATCHED
        ? "the patched kernel is not built: run ci/fuse-fixture kernel build"
        : "no provider of it is on the class path";
  }

  private static final class Installed {
    private static final SandboxProviders PROVIDERS =
        new SandboxProviders(
            ServiceLoader.load(SandboxProvider.class, SandboxProvider.class.getClassLoader())
                .stream()
                .map(ServiceLoader.Provider::get)
                .toList());
  }
}
