package org.fusefixture.protocol.request;

/**
 * ACCESS: may the caller do this? Sent only without default_permissions.
 *
 * <p>{@code struct fuse_access_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  mask
 *        4     4  padding
 * </pre>
 */
public final class AccessRequest extends Request {
  private static final int MASK_AT = HEADER_SIZE;

  /** A view that is not laid over a message yet. */
  public AccessRequest() {
    super(8);
  }

  /** {@return the sum of R_OK 4, W_OK 2 and X_OK 1; 0 for F_OK} */
  public int mask() {
    return getInt(MASK_AT);
  }

  @Override
  public String arguments() {
    return "mask " + mask();
  }

  @Override
  void check() {
    checkTail(0);
  }
}
