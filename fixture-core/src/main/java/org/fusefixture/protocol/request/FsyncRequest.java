package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * FSYNC and FSYNCDIR.
 *
 * <p>{@code struct fuse_fsync_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     4  fsync_flags
 *       12     4  padding
 * </pre>
 */
public final class FsyncRequest extends Request {

  static final int FIXED_SIZE = 16;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int FLAGS_AT = HEADER_SIZE + 8;

  public FsyncRequest() {
    super(FIXED_SIZE);
  }

  /** The open file or directory. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Bit 0 (FUSE_FSYNC_FDATASYNC): the data only. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
