package org.fusefixture.internal.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProviders;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * Finds out what can run on this machine, and remembers the results.
 *
 * <p>Every supported kernel has COPY and SPLICE, so only the sandbox decides about them. Whether a
 * kernel aliases user pages is observed in the sandbox itself.
 */
public final class Preflight {
  private static final Duration ATTEST_TIME = Duration.ofSeconds(60);

  private final SandboxProviders providers;
  private final Sandboxes sandboxes;
  private final Map<SandboxKey, Optional<String>> obstacles = new ConcurrentHashMap<>();
  private final Map<SandboxKey, Optional<String>> userPages = new ConcurrentHashMap<>();

  Preflight(SandboxProviders providers, Sandboxes sandboxes) {
    this.providers = providers;
    this.sandboxes = sandboxes;
  }

  /** The preflight of this JVM, for {@link Sandboxes#shared()}. */
  public static Preflight shared() {
    return Shared.PREFLIGHT;
  }

  /**
   * Whether a mode can run in a sandbox; starts the sandbox only for SPLICE_USER_PAGES. With kernel
   * parameters switched on, nothing is attested here: then the agent refuses the mount, which is a
   * failure of the test rather than a property of the machine.
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

  /** Why this sandbox cannot run on this machine, in one line; empty if it can. */
  public Optional<String> obstacle(SandboxKey sandbox) {
    return obstacles.computeIfAbsent(sandbox, providers::obstacle);
  }

  private Optional<String> whyNoUserPages(SandboxKey sandbox) {
    Attestation attestation;
    try {
      attestation =
          sandboxes
              .open(sandbox)
              .control()
              .call(
                  "attest SPLICE_USER_PAGES",
                  StartLimit.of(ATTEST_TIME, sandbox.kernel()).time(),
                  agent -> agent.mounts().attest(TransferMode.SPLICE_USER_PAGES, false));
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
}
