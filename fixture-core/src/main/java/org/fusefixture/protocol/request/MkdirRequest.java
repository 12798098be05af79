package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;

/**
 * MKDIR: makes a directory.
 *
 * <p>{@code struct fuse_mkdir_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  mode
 *        4     4  umask
 *        8   ...  name, NUL
 * </pre>
 */
public final class MkdirRequest extends Request implements EntryRequest {

  static final int FIXED_SIZE = 8;

  private static final int MODE_AT = HEADER_SIZE + 0;
  private static final int UMASK_AT = HEADER_SIZE + 4;

  public MkdirRequest() {
    super(FIXED_SIZE);
  }

  /** Permission bits. */
  public int mode() {
    return getInt(MODE_AT);
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
