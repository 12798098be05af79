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
  /** FUSE_GETATTR_FH: {@link #fileHandle()} is valid. */
  public static final int FLAG_FH = 1;

  private static final int FLAGS_AT = HEADER_SIZE;
  private static final int FILE_HANDLE_AT = HEADER_SIZE + 8;

  /** A view that is not laid over a message yet. */
  public GetattrRequest() {
    super(16);
  }

  /** {@return FUSE_GETATTR_* bits, see {@link #FLAG_FH}} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /**
   * {@return the open file through which the attributes are asked for; valid with {@link #FLAG_FH}}
   */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  @Override
  public String arguments() {
    return (flags() & FLAG_FH) == 0 ? "" : "fh " + fileHandle();
  }

  @Override
  void check() {
    checkTail(0);
  }
}
