package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileLock;

/**
 * GETLK, SETLK and SETLKW.
 *
 * <p>{@code struct fuse_lk_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  owner
 *       16     8  start
 *       24     8  end
 *       32     4  type
 *       36     4  pid
 *       40     4  lk_flags
 *       44     4  padding
 * </pre>
 */
public final class LockRequest extends Request {
  /** FUSE_LK_FLOCK: flock(2) semantics. */
  public static final int FLAG_FLOCK = 1;

  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 8;
  private static final int START_AT = HEADER_SIZE + 16;
  private static final int END_AT = HEADER_SIZE + 24;
  private static final int TYPE_AT = HEADER_SIZE + 32;
  private static final int LOCK_PID_AT = HEADER_SIZE + 36;
  private static final int FLAGS_AT = HEADER_SIZE + 40;

  /** A view that is not laid over a message yet. */
  public LockRequest() {
    super(48);
  }

  /** {@return the open file} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return the owner that asks, a number that the kernel made up} */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  /** {@return the first byte} */
  public long start() {
    return getLong(START_AT);
  }

  /** {@return the last byte, inclusive; Long.MAX_VALUE is the end of the file} */
  public long end() {
    return getLong(END_AT);
  }

  /** {@return F_RDLCK 0, F_WRLCK 1 or F_UNLCK 2, see {@link FileLock#type()}} */
  public int type() {
    return getInt(TYPE_AT);
  }

  /** {@return the process that asks} */
  public int lockPid() {
    return getInt(LOCK_PID_AT);
  }

  /** {@return FUSE_LK_* bits, see {@link #FLAG_FLOCK}} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  @Override
  public String arguments() {
    String kind =
        switch (type()) {
          case FileLock.READ -> "F_RDLCK";
          case FileLock.WRITE -> "F_WRLCK";
          case FileLock.UNLOCKED -> "F_UNLCK";
          default -> "type " + type();
        };
    String last = end() == Long.MAX_VALUE ? "end" : Long.toString(end());
    return "fh "
        + fileHandle()
        + ", "
        + kind
        + " "
        + start()
        + ".."
        + last
        + ((flags() & FLAG_FLOCK) == 0 ? "" : ", flock");
  }

  @Override
  void check() {
    checkTail(0);
  }
}
