package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * FLUSH: one descriptor of an open file was closed.
 *
 * <p>{@code struct fuse_flush_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     4  unused
 *       12     4  padding
 *       16     8  lock_owner
 * </pre>
 */
public final class FlushRequest extends Request {

  static final int FIXED_SIZE = 24;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 16;

  public FlushRequest() {
    super(FIXED_SIZE);
  }

  /** The open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Whose POSIX locks go. */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
