package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * GETATTR: the attributes of an inode.
 *
 * <p>{@code struct fuse_getattr_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  getattr_flags
 *        4     4  dummy
 *        8     8  fh
 * </pre>
 */
public final class GetattrRequest extends Request {

  static final int FIXED_SIZE = 16;

  private static final int FLAGS_AT = HEADER_SIZE + 0;
  private static final int FILE_HANDLE_AT = HEADER_SIZE + 8;

  public GetattrRequest() {
    super(FIXED_SIZE);
  }

  /** FUSE_GETATTR_* bits; bit 0 (FUSE_GETATTR_FH): {@link #fileHandle()} is valid. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** The open file through which the attributes are asked for. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
