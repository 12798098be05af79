package org.fusefixture.internal.control.mount;

import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;

/**
 * Asks what the kernel really does with the pages of writes.
 *
 * @param mode to ask for
 * @param dropSysAdmin whether the server gives up CAP_SYS_ADMIN before it answers INIT
 */
public record AttestRequest(TransferMode mode, boolean dropSysAdmin) {
  public AttestRequest {
    Objects.requireNonNull(mode, "mode");
  }
}
