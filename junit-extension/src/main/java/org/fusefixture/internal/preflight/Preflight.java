package org.fusefixture.internal.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.mount.AttestRequest;
import org.fusefixture.internal.control.mount.Attestation;
import org.fusefixture.internal.control.mount.PageTransfer;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProviders;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * Decides what can run on this machine. What it found once, it does not look for again.
 *
 * <p>COPY and SPLICE are known to every kernel that FuseFixture speaks to, so only the sandbox
 * counts. Whether a kernel aliases user pages is found by its behaviour in the sandbox itself.
 */
public final class Preflight {
  private static final Duration ATTEST_LIMIT = Duration.ofSeconds(60);

  private final SandboxProviders providers;
  private final Sandboxes sandboxes;
  private final Map<SandboxKey, Optional<String>> obstacles = new ConcurrentHashMap<>();
  private final Map<SandboxKey, Optional<String>> userPages = new ConcurrentHashMap<>();

  Preflight(SandboxProviders providers, Sandboxes sandboxes) {
    this.providers = providers;
    this.sandboxes = sandboxes;
  }

  /** That of this JVM, for {@link Sandboxes#shared()}. */
  public static Preflight shared() {
    return Shared.PREFLIGHT;
  }

  /**
   * Whether a mode can run in a sandbox; starts the sandbox only for SPLICE_USER_PAGES. What a
   * kernel does under parameters that somebody switched on is no matter of the machine: there the
   * agent refuses the mount, which is a failure.
   */
  public PreflightResult check(SandboxKey sandbox, TransferMode mode) {
    Optional<String> reason = obstacle(sandbox);
    if (reason.isEmpty()
        && mode == TransferMode.SPLICE_USER_PAGES
        && sandbox.parameters().isEmpty()) {
      reason = userPages.computeIfAbsent(sandbox, this::whyNoUserPages);
    }
    return new PreflightResult(sandbox, mode, reason);
  }

  /** Every isolation, kernel and mode. */
  public List<PreflightResult> checkAll() {
    List<PreflightResult> results = new ArrayList<>();
    for (Isolation isolation : Isolation.values()) {
      for (Kernel kernel : Kernel.values()) {
        for (TransferMode mode : TransferMode.values()) {
          results.add(check(SandboxKey.of(isolation, kernel), mode));
        }
      }
    }
    return List.copyOf(results);
  }

  /** Why there is no such sandbox on this machine, in one line; empty if there is. */
  public Optional<String> obstacle(SandboxKey sandbox) {
    return obstacles.computeIfAbsent(sandbox, providers::obstacle);
  }

  private Optional<String> whyNoUserPages(SandboxKey sandbox) {
    AttestRequest request = new AttestRequest(TransferMode.SPLICE_USER_PAGES, false);
    Attestation attestation;
    try {
      attestation =
          sandboxes
              .open(sandbox)
              .control()
              .call(
                  "attest SPLICE_USER_PAGES",
                  ATTEST_LIMIT,
                  agent -> agent.mounts().attest(request));
    } catch (ControlException | SandboxFailedException e) {
      return Optional.of("SPLICE_USER_PAGES could not be attested: " + e.getMessage());
    }
    if (attestation.direct() == PageTransfer.ALIASED) {
      return Optional.empty();
    }
    return Optional.of(
        "the kernel ("
            + attestation.kernel()
            + ") does not hand user pages to the server: "
            + attestation.detail());
  }

  private static final class Shared {
    private static final Preflight PREFLIGHT =
        new Preflight(SandboxProviders.installed(), Sandboxes.shared());
  }
}
