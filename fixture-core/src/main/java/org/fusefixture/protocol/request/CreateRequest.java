package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;

/**
 * CREATE: makes a regular file and opens it.
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
 *       16   ...  name, NUL
 * </pre>
 */
public final class CreateRequest extends Request implements EntryRequest {

  static final int FIXED_SIZE = 16;

  private static final int FLAGS_AT = HEADER_SIZE + 0;
  private static final int MODE_AT = HEADER_SIZE + 4;
  private static final int UMASK_AT = HEADER_SIZE + 8;
  private static final int OPEN_FLAGS_AT = HEADER_SIZE + 12;

  public CreateRequest() {
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

  /** FUSE_OPEN_* bits (since 7.33). */
  public int openFlags() {
    return getInt(OPEN_FLAGS_AT);
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
