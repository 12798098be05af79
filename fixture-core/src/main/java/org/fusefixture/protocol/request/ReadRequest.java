package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * READ, READDIR and READDIRPLUS.
 *
 * <p>{@code struct fuse_read_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  offset
 *       16     4  size
 *       20     4  read_flags
 *       24     8  lock_owner
 *       32     4  flags
 *       36     4  padding
 * </pre>
 */
public final class ReadRequest extends Request {
  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int SIZE_AT = HEADER_SIZE + 16;
  private static final int READ_FLAGS_AT = HEADER_SIZE + 20;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 24;
  private static final int FLAGS_AT = HEADER_SIZE + 32;

  /** A view that is not laid over a message yet. */
  public ReadRequest() {
    super(40);
  }

  /** {@return the open file or directory} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return where to read; in a directory the cookie of the last entry seen} */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** {@return the most bytes that are wanted} */
  public int size() {
    return getInt(SIZE_AT);
  }

  /** {@return FUSE_READ_* bits} */
  public int readFlags() {
    return getInt(READ_FLAGS_AT);
  }

  /** {@return the owner of the locks on the file; valid with FUSE_READ_LOCKOWNER} */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  /** {@return the flags of open(2) that the file was opened with} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  @Override
  public boolean hasRange() {
    return true;
  }

  @Override
  public long rangeOffset() {
    return getLong(OFFSET_AT);
  }

  @Override
  public long rangeSize() {
    return size();
  }

  @Override
  public int replyRoom() {
    return size();
  }

  @Override
  public String arguments() {
    return "fh " + fileHandle() + ", " + rangeText();
  }

  @Override
  void check() {
    checkSize(SIZE_AT, "size");
    checkTail(0);
  }
}
