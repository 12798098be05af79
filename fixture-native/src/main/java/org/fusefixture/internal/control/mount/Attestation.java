package org.fusefixture.internal.control.mount;

import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;

/**
 * What the kernel was found to do, by behaviour.
 *
 * @param kernel release, as uname(2) gives it
 * @param capSysAdmin whether the server had CAP_SYS_ADMIN when it answered INIT
 * @param direct writes with O_DIRECT
 * @param buffered writes through the page cache
 * @param detail the reason where the mode was refused, otherwise what was measured
 */
public record Attestation(
    String kernel,
    TransferMode mode,
    boolean capSysAdmin,
    PageTransfer direct,
    PageTransfer buffered,
    String detail) {
  public Attestation {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(direct, "direct");
    Objects.requireNonNull(buffered, "buffered");
    detail = detail == null ? "" : detail;
  }

  /** Whether direct writes travel as the mode says: aliased with user pages, copied without. */
  public boolean asPromised() {
    return direct
        == (mode == TransferMode.SPLICE_USER_PAGES ? PageTransfer.ALIASED : PageTransfer.COPIED);
  }
}
