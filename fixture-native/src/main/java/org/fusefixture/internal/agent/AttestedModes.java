package org.fusefixture.internal.agent;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.mount.MountSpec;

/**
 * What this kernel was found to do in each mode, so that no mount has a mode in name only. It is
 * looked at once for each mode and privilege, before the first mount that depends on it; a kernel
 * whose parameters are changed while it runs is not looked at again by itself.
 */
final class AttestedModes {
  private record Asked(TransferMode mode, boolean dropSysAdmin) {}

  private final BiFunction<TransferMode, Boolean, Attestation> attest;
  private final Map<Asked, CompletableFuture<Attestation>> found = new ConcurrentHashMap<>();

  /**
   * @param attest looks what the kernel does
   */
  AttestedModes(BiFunction<TransferMode, Boolean, Attestation> attest) {
    this.attest = attest;
  }

  /** Looks, and remembers what it found. */
  Attestation attest(TransferMode mode, boolean dropSysAdmin) {
    Attestation attestation = attest.apply(mode, dropSysAdmin);
    found.put(new Asked(mode, dropSysAdmin), CompletableFuture.completedFuture(attestation));
    return attestation;
  }

  /**
   * Lets a mount pass whose mode the kernel serves. Only the promise of SPLICE_USER_PAGES can be
   * broken in silence; a mode that INIT does not even offer is refused by the mount itself.
   *
   * @throws ControlException of kind MOUNT_REFUSED, with the reason
   */
  void require(MountSpec spec) {
    if (spec.mode() != TransferMode.SPLICE_USER_PAGES || !spec.attested()) {
      return;
    }
    Attestation attestation = find(new Asked(spec.mode(), spec.dropSysAdmin()));
    if (attestation.direct() == PageTransfer.COPIED) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.MOUNT_REFUSED,
              "mount(" + spec.filesystem() + ", " + spec.mode() + ")",
              "the kernel ("
                  + attestation.kernel()
                  + ") does not hand user pages to the server in mode "
                  + spec.mode()
                  + ", which was found by writing through a mount: "
                  + attestation.detail()
                  + "; to have the mount all the same, ask for one that is not attested"));
    }
  }

  /** Those who ask while somebody looks wait for the answer; a failure is not remembered. */
  private Attestation find(Asked asked) {
    CompletableFuture<Attestation> mine = new CompletableFuture<>();
    CompletableFuture<Attestation> other = found.putIfAbsent(asked, mine);
    if (other == null) {
      try {
        mine.complete(attest.apply(asked.mode(), asked.dropSysAdmin()));
      } catch (RuntimeException | Error failure) {
        found.remove(asked, mine);
        mine.completeExceptionally(failure);
      }
      other = mine;
    }
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlException known) {
        throw new ControlException(known.error(), known);
      }
      throw e;
    }
  }
}
