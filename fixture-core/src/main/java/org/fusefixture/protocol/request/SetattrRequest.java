package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * SETATTR: changes attributes of an inode; {@link #valid()} says which.
 *
 * <p>{@code struct fuse_setattr_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  valid
 *        4     4  padding
 *        8     8  fh
 *       16     8  size
 *       24     8  lock_owner
 *       32     8  atime
 *       40     8  mtime
 *       48     8  ctime
 *       56     4  atimensec
 *       60     4  mtimensec
 *       64     4  ctimensec
 *       68     4  mode
 *       72     4  unused4
 *       76     4  uid
 *       80     4  gid
 *       84     4  unused5
 * </pre>
 */
public final class SetattrRequest extends Request {

  static final int FIXED_SIZE = 88;

  private static final int VALID_AT = HEADER_SIZE + 0;
  private static final int FILE_HANDLE_AT = HEADER_SIZE + 8;
  private static final int SIZE_AT = HEADER_SIZE + 16;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 24;
  private static final int ATIME_SECONDS_AT = HEADER_SIZE + 32;
  private static final int MTIME_SECONDS_AT = HEADER_SIZE + 40;
  private static final int CTIME_SECONDS_AT = HEADER_SIZE + 48;
  private static final int ATIME_NANOS_AT = HEADER_SIZE + 56;
  private static final int MTIME_NANOS_AT = HEADER_SIZE + 60;
  private static final int CTIME_NANOS_AT = HEADER_SIZE + 64;
  private static final int MODE_AT = HEADER_SIZE + 68;
  private static final int NEW_UID_AT = HEADER_SIZE + 76;
  private static final int NEW_GID_AT = HEADER_SIZE + 80;

  public SetattrRequest() {
    super(FIXED_SIZE);
  }

  /** FATTR_* bits, see {@link AttributeChange}. */
  public int valid() {
    return getInt(VALID_AT);
  }

  /** Valid with FATTR_FH. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** New size in bytes. */
  public long size() {
    return getLong(SIZE_AT);
  }

  /** Valid with FATTR_LOCKOWNER. */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  /** Seconds since the epoch. */
  public long atimeSeconds() {
    return getLong(ATIME_SECONDS_AT);
  }

  /** Seconds since the epoch. */
  public long mtimeSeconds() {
    return getLong(MTIME_SECONDS_AT);
  }

  /** Seconds since the epoch. */
  public long ctimeSeconds() {
    return getLong(CTIME_SECONDS_AT);
  }

  /** Nanoseconds. */
  public int atimeNanos() {
    return getInt(ATIME_NANOS_AT);
  }

  /** Nanoseconds. */
  public int mtimeNanos() {
    return getInt(MTIME_NANOS_AT);
  }

  /** Nanoseconds. */
  public int ctimeNanos() {
    return getInt(CTIME_NANOS_AT);
  }

  /** File type and permission bits. */
  public int mode() {
    return getInt(MODE_AT);
  }

  /** New owner, as an unsigned number. */
  public int newUid() {
    return getInt(NEW_UID_AT);
  }

  /** New group, as an unsigned number. */
  public int newGid() {
    return getInt(NEW_GID_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
