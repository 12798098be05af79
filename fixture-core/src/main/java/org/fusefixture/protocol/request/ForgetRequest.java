package org.fusefixture.protocol.request;

/**
 * FORGET: the kernel gives up references that lookups gave it. There is no reply.
 *
 * <p>{@code struct fuse_forget_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  nlookup
 * </pre>
 */
public final class ForgetRequest extends Request {

  static final int FIXED_SIZE = 8;

  private static final int LOOKUP_COUNT_AT = HEADER_SIZE + 0;

  public ForgetRequest() {
    super(FIXED_SIZE);
  }

  /** Number of lookups to take back, as an unsigned number. */
  public long lookupCount() {
    return getLong(LOOKUP_COUNT_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
