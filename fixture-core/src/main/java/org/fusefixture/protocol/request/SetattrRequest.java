package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;

/**
 * SETATTR: changes attributes of an inode; {@link #valid()} says which.
 *
 * <p>{@code struct fuse_setattr_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field           offset  size  field
 *        0     4  valid               56     4  atimensec
 *        4     4  padding             60     4  mtimensec
 *        8     8  fh                  64     4  ctimensec
 *       16     8  size                68     4  mode
 *       24     8  lock_owner          72     4  unused4
 *       32     8  atime               76     4  uid
 *       40     8  mtime               80     4  gid
 *       48     8  ctime               84     4  unused5
 * </pre>
 */
public final class SetattrRequest extends Request {
  /** {@link #mode()} is to be set. */
  public static final int FATTR_MODE = 1;

  /** {@link #newUid()} is to be set. */
  public static final int FATTR_UID = 1 << 1;

  /** {@link #newGid()} is to be set. */
  public static final int FATTR_GID = 1 << 2;

  /** {@link #size()} is to be set. */
  public static final int FATTR_SIZE = 1 << 3;

  /** The time of the last access is to be set. */
  public static final int FATTR_ATIME = 1 << 4;

  /** The time of the last change of the content is to be set. */
  public static final int FATTR_MTIME = 1 << 5;

  /** {@link #fileHandle()} is valid. */
  public static final int FATTR_FH = 1 << 6;

  /** The time of the last access becomes that of the server's clock. */
  public static final int FATTR_ATIME_NOW = 1 << 7;

  /** The time of the last change of the content becomes that of the server's clock. */
  public static final int FATTR_MTIME_NOW = 1 << 8;

  /** {@link #lockOwner()} is valid. */
  public static final int FATTR_LOCKOWNER = 1 << 9;

  /** The time of the last change of the attributes is to be set. */
  public static final int FATTR_CTIME = 1 << 10;

  /** The set-user-ID and set-group-ID bits are to be cleared. */
  public static final int FATTR_KILL_SUIDGID = 1 << 11;

  private static final int VALID_AT = HEADER_SIZE;
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

  /** A view that is not laid over a message yet. */
  public SetattrRequest() {
    super(88);
  }

  /** {@return the FATTR_* bits} */
  public int valid() {
    return getInt(VALID_AT);
  }

  /** {@return the open file through which they change; valid with {@link #FATTR_FH}} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return the new size in bytes} */
  public long size() {
    return getLong(SIZE_AT);
  }

  /** {@return the owner of the locks on the file; valid with {@link #FATTR_LOCKOWNER}} */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  /** {@return the time of the last access, in seconds since the epoch} */
  public long atimeSeconds() {
    return getLong(ATIME_SECONDS_AT);
  }

  /** {@return the time of the last change of the content, in seconds since the epoch} */
  public long mtimeSeconds() {
    return getLong(MTIME_SECONDS_AT);
  }

  /** {@return the time of the last change of the attributes, in seconds since the epoch} */
  public long ctimeSeconds() {
    return getLong(CTIME_SECONDS_AT);
  }

  /** {@return the nanoseconds of the time of the last access} */
  public int atimeNanos() {
    return getInt(ATIME_NANOS_AT);
  }

  /** {@return the nanoseconds of the time of the last change of the content} */
  public int mtimeNanos() {
    return getInt(MTIME_NANOS_AT);
  }

  /** {@return the nanoseconds of the time of the last change of the attributes} */
  public int ctimeNanos() {
    return getInt(CTIME_NANOS_AT);
  }

  /** {@return the file type and permission bits} */
  public int mode() {
    return getInt(MODE_AT);
  }

  /** {@return the new owner, as an unsigned number} */
  public int newUid() {
    return getInt(NEW_UID_AT);
  }

  /** {@return the new group, as an unsigned number} */
  public int newGid() {
    return getInt(NEW_GID_AT);
  }

  @Override
  public String arguments() {
    int valid = valid();
    StringBuilder text = new StringBuilder("valid " + hexadecimal(valid));
    if ((valid & FATTR_SIZE) != 0) {
      text.append(", size ").append(size());
    }
    if ((valid & FATTR_MODE) != 0) {
      text.append(", mode ").append(octal(mode()));
    }
    if ((valid & FATTR_UID) != 0) {
      text.append(", uid ").append(Integer.toUnsignedString(newUid()));
    }
    if ((valid & FATTR_GID) != 0) {
      text.append(", gid ").append(Integer.toUnsignedString(newGid()));
    }
    return text.toString();
  }

  @Override
  void check() {
    checkTail(0);
  }
}
