package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * STATX: extended attributes of an inode as in statx(2).
 *
 * <p>{@code struct fuse_statx_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  getattr_flags
 *        4     4  reserved
 *        8     8  fh
 *       16     4  sx_flags
 *       20     4  sx_mask
 * </pre>
 */
public final class StatxRequest extends Request {
  private static final int FLAGS_AT = HEADER_SIZE;
  private static final int FILE_HANDLE_AT = HEADER_SIZE + 8;
  private static final int STATX_FLAGS_AT = HEADER_SIZE + 16;
  private static final int MASK_AT = HEADER_SIZE + 20;

  /** A view that is not laid over a message yet. */
  public StatxRequest() {
    super(24);
  }

  /** {@return FUSE_GETATTR_* bits, see {@link GetattrRequest#FLAG_FH}} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /**
   * {@return the open file through which the attributes are asked for; valid with FUSE_GETATTR_FH}
   */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return the AT_STATX_* bits} */
  public int statxFlags() {
    return getInt(STATX_FLAGS_AT);
  }

  /** {@return the STATX_* bits that are wanted} */
  public int mask() {
    return getInt(MASK_AT);
  }

  @Override
  public String arguments() {
    return ((flags() & GetattrRequest.FLAG_FH) == 0 ? "" : "fh " + fileHandle() + ", ")
        + "flags "
        + hexadecimal(statxFlags())
        + ", mask "
        + hexadecimal(mask());
  }

  @Override
  void check() {
    checkTail(0);
  }
}
