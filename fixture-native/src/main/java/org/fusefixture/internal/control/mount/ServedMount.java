package org.fusefixture.internal.control.mount;

import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.MountDescription;

/**
 * A mount as its server describes it; see {@link MountDescription}.
 *
 * @param capSysAdmin whether the server had CAP_SYS_ADMIN when it answered INIT
 */
public record ServedMount(
    TransferMode mode,
    int connection,
    int protocolMinor,
    long initFlags,
    int maxWrite,
    boolean capSysAdmin) {
  public ServedMount {
    Objects.requireNonNull(mode, "mode");
  }
}
