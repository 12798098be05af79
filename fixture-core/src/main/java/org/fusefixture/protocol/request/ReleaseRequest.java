package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * RELEASE and RELEASEDIR: the last reference to an open file is gone.
 *
 * <p>{@code struct fuse_release_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     4  flags
 *       12     4  release_flags
 *       16     8  lock_owner
 * </pre>
 */
public final class ReleaseRequest extends Request {

  static final int FIXED_SIZE = 24;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int FLAGS_AT = HEADER_SIZE + 8;
  private static final int RELEASE_FLAGS_AT = HEADER_SIZE + 12;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 16;

  public ReleaseRequest() {
    super(FIXED_SIZE);
  }

  /** The open file or directory. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Open(2) flags of the file. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** FUSE_RELEASE_* bits. */
  public int releaseFlags() {
    return getInt(RELEASE_FLAGS_AT);
  }

  /** Owner of locks to drop with FUSE_RELEASE_FLOCK_UNLOCK. */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
