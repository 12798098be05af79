package org.fusefixture.protocol.request;

/**
 * OPEN and OPENDIR.
 *
 * <p>{@code struct fuse_open_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  flags
 *        4     4  open_flags
 * </pre>
 */
public final class OpenRequest extends Request {

  static final int FIXED_SIZE = 8;

  private static final int FLAGS_AT = HEADER_SIZE + 0;
  private static final int OPEN_FLAGS_AT = HEADER_SIZE + 4;

  public OpenRequest() {
    super(FIXED_SIZE);
  }

  /** Open(2) flags without O_CREAT, O_EXCL, O_NOCTTY. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** FUSE_OPEN_* bits (since 7.33). */
  public int openFlags() {
    return getInt(OPEN_FLAGS_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
