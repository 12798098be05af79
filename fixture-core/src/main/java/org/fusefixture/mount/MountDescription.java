package org.fusefixture.mount;

import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;

/**
 * A mount that is ready for use.
 *
 * @param mount identifies it in this sandbox
 * @param mountPoint absolute path in the sandbox
 * @param backing directory of the sandbox that the filesystem was given
 * @param mode in effect
 * @param connection number of its directory under /sys/fs/fuse/connections
 * @param serverPid process of the server, in the sandbox's PID namespace
 * @param protocolMinor x of the negotiated version 7.x
 * @param initFlags the flags agreed on in INIT, flags2 in the upper half
 * @param maxWrite most bytes of one WRITE
 */
public record MountDescription(
    int mount,
    String mountPoint,
    String backing,
    TransferMode mode,
    int connection,
    long serverPid,
    int protocolMinor,
    long initFlags,
    int maxWrite) {
  /**
   * Refuses null.
   *
   * @param mount as {@link #mount()}
   * @param mountPoint as {@link #mountPoint()}
   * @param backing as {@link #backing()}
   * @param mode as {@link #mode()}
   * @param connection as {@link #connection()}
   * @param serverPid as {@link #serverPid()}
   * @param protocolMinor as {@link #protocolMinor()}
   * @param initFlags as {@link #initFlags()}
   * @param maxWrite as {@link #maxWrite()}
   */
  public MountDescription {
    Objects.requireNonNull(mountPoint, "mountPoint");
    Objects.requireNonNull(backing, "backing");
    Objects.requireNonNull(mode, "mode");
  }
}
