package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;

/**
 * MKNOD: makes a file node.
 *
 * <p>{@code struct fuse_mknod_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  mode
 *        4     4  rdev
 *        8     4  umask
 *       12     4  padding
 *       16   ...  name, NUL
 * </pre>
 */
public final class MknodRequest extends Request implements EntryRequest {

  static final int FIXED_SIZE = 16;

  private static final int MODE_AT = HEADER_SIZE + 0;
  private static final int DEVICE_AT = HEADER_SIZE + 4;
  private static final int UMASK_AT = HEADER_SIZE + 8;

  public MknodRequest() {
    super(FIXED_SIZE);
  }

  /** File type and permission bits. */
  public int mode() {
    return getInt(MODE_AT);
  }

  /** Device number for device nodes, in the kernel's new_encode_dev form. */
  public int device() {
    return getInt(DEVICE_AT);
  }

  /** The caller's umask. */
  public int umask() {
    return getInt(UMASK_AT);
  }

  /** The name, without the NUL that ends it. */
  @Override
  public FileName name() {
    return FileName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  @Override
  protected void check() {
    checkNames(1);
  }
}
