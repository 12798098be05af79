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
  private static final int FLAGS_AT = HEADER_SIZE;
  private static final int OPEN_FLAGS_AT = HEADER_SIZE + 4;

  /** A view that is not laid over a message yet. */
  public OpenRequest() {
    super(8);
  }

  /** {@return the flags of open(2), without O_CREAT, O_EXCL and O_NOCTTY} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** {@return FUSE_OPEN_* bits (since 7.33)} */
  public int openFlags() {
    return getInt(OPEN_FLAGS_AT);
  }

  @Override
  public String arguments() {
    return "flags " + octal(flags());
  }

  @Override
  void check() {
    checkTail(0);
  }
}
