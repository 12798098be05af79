package org.fusefixture.protocol;

/**
 * What kernel and server agreed on in INIT.
 *
 * @param version the lower of the two versions
 * @param flags INIT flags that both have, 64 bits, see {@link InitFlag}
 * @param maxReadahead most bytes that the kernel reads ahead
 * @param maxBackground most requests that the kernel keeps in the background, up to 65535
 * @param congestionThreshold number of background requests from which the kernel holds new ones
 *     back
 * @param maxWrite most bytes of one WRITE
 * @param timeGranularity granularity of timestamps in nanoseconds
 * @param maxPages most pages of one request; sent with FUSE_MAX_PAGES
 * @param mapAlignment log2 of the alignment of DAX mappings in bytes, with FUSE_MAP_ALIGNMENT
 * @param maxStackDepth how deep filesystems may be stacked, with FUSE_PASSTHROUGH (7.40)
 * @param requestTimeout seconds after which the kernel aborts the session over an unanswered
 *     request, with FUSE_REQUEST_TIMEOUT (7.43)
 */
public record SessionParameters(
    ProtocolVersion version,
    long flags,
    int maxReadahead,
    int maxBackground,
    int congestionThreshold,
    int maxWrite,
    int timeGranularity,
    int maxPages,
    int mapAlignment,
    int maxStackDepth,
    int requestTimeout) {

  /**
   * {@return an agreement with the oldest version and without any flag; the numbers are the
   * kernel's defaults (fs/fuse/inode.c)}
   */
  public static SessionParameters baseline() {
    return new SessionParameters(ProtocolVersion.OLDEST, 0, 0, 12, 9, 32 * 4096, 1, 32, 0, 0, 0);
  }

  /**
   * {@return whether a flag was agreed on}
   *
   * @param flag of INIT
   */
  public boolean has(InitFlag flag) {
    return (flags & flag.mask()) != 0;
  }
}
