package org.fusefixture.protocol.request;

/**
 * TMPFILE: makes an unnamed regular file in the directory {@link #nodeId()} and opens it. The name
 * that the kernel sends means nothing.
 *
 * <p>{@code struct fuse_create_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  flags
 *        4     4  mode
 *        8     4  umask
 *       12     4  open_flags
 *       16   ...  a string, NUL
 * </pre>
 */
public final class TmpfileRequest extends Request {

  static final int FIXED_SIZE = 16;

  private static final int FLAGS_AT = HEADER_SIZE + 0;
  private static final int MODE_AT = HEADER_SIZE + 4;
  private static final int UMASK_AT = HEADER_SIZE + 8;
  private static final int OPEN_FLAGS_AT = HEADER_SIZE + 12;

  public TmpfileRequest() {
    super(FIXED_SIZE);
  }

  /** Open(2) flags. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** File type and permission bits. */
  public int mode() {
    return getInt(MODE_AT);
  }

  /** The caller's umask. */
  public int umask() {
    return getInt(UMASK_AT);
  }

  /** FUSE_OPEN_* bits. */
  public int openFlags() {
    return getInt(OPEN_FLAGS_AT);
  }

  @Override
  protected void check() {
    checkStrings(1);
  }
}
