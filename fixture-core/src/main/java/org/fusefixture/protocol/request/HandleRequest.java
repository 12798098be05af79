package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * What happens to an open file or directory as a whole: FLUSH, FSYNC, RELEASE and their likes for
 * directories. Offsets count from the end of the header.
 */
public abstract sealed class HandleRequest extends Request {
  private static final int FILE_HANDLE_AT = HEADER_SIZE;

  private HandleRequest(int fixedSize) {
    super(fixedSize);
  }

  /** {@return the open file or directory} */
  public final FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  @Override
  public String arguments() {
    return "fh " + fileHandle();
  }

  @Override
  final void check() {
    checkTail(0);
  }

  /**
   * FLUSH: one descriptor of an open file was closed.
   *
   * <p>{@code struct fuse_flush_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     4  unused
   *       12     4  padding
   *       16     8  lock_owner
   * </pre>
   */
  public static final class Flush extends HandleRequest {
    private static final int LOCK_OWNER_AT = HEADER_SIZE + 16;

    /** A view that is not laid over a message yet. */
    public Flush() {
      super(24);
    }

    /** {@return the owner whose POSIX locks go} */
    public long lockOwner() {
      return getLong(LOCK_OWNER_AT);
    }
  }

  /**
   * FSYNC and FSYNCDIR.
   *
   * <p>{@code struct fuse_fsync_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     4  fsync_flags
   *       12     4  padding
   * </pre>
   */
  public static final class Fsync extends HandleRequest {
    /** FUSE_FSYNC_FDATASYNC: the data only, as fdatasync(2). */
    public static final int FLAG_FDATASYNC = 1;

    private static final int FLAGS_AT = HEADER_SIZE + 8;

    /** A view that is not laid over a message yet. */
    public Fsync() {
      super(16);
    }

    /** {@return FUSE_FSYNC_* bits, see {@link #FLAG_FDATASYNC}} */
    public int flags() {
      return getInt(FLAGS_AT);
    }

    @Override
    public String arguments() {
      return super.arguments() + ((flags() & FLAG_FDATASYNC) == 0 ? "" : ", data only");
    }
  }

  /**
   * RELEASE and RELEASEDIR: the last reference to an open file or directory is gone.
   *
   * <p>{@code struct fuse_release_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     4  flags
   *       12     4  release_flags
   *       16     8  lock_owner
   * </pre>
   */
  public static final class Release extends HandleRequest {
    private static final int FLAGS_AT = HEADER_SIZE + 8;
    private static final int RELEASE_FLAGS_AT = HEADER_SIZE + 12;
    private static final int LOCK_OWNER_AT = HEADER_SIZE + 16;

    /** A view that is not laid over a message yet. */
    public Release() {
      super(24);
    }

    /** {@return the flags of open(2) that the file was opened with} */
    public int flags() {
      return getInt(FLAGS_AT);
    }

    /** {@return FUSE_RELEASE_* bits} */
    public int releaseFlags() {
      return getInt(RELEASE_FLAGS_AT);
    }

    /** {@return the owner of the locks to drop with FUSE_RELEASE_FLOCK_UNLOCK} */
    public long lockOwner() {
      return getLong(LOCK_OWNER_AT);
    }
  }
}
