package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Payload;

/**
 * WRITE. The data is not part of the view: {@link #payload()} gives it, from memory or from a pipe.
 *
 * <p>{@code struct fuse_write_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  offset
 *       16     4  size
 *       20     4  write_flags
 *       24     8  lock_owner
 *       32     4  flags
 *       36     4  padding
 *       40  size  data
 * </pre>
 */
public final class WriteRequest extends Request {
  private static final int FIXED_SIZE = 40;

  /** Number of bytes before the data: the header and {@code struct fuse_write_in}. */
  public static final int DATA_AT = HEADER_SIZE + FIXED_SIZE;

  /** FUSE_WRITE_CACHE: written back from the page cache, not on behalf of the caller. */
  public static final int FLAG_CACHE = 1;

  /** FUSE_WRITE_LOCKOWNER: {@link #lockOwner()} is valid. */
  public static final int FLAG_LOCKOWNER = 1 << 1;

  /** FUSE_WRITE_KILL_SUIDGID: clear the set-user-ID and set-group-ID bits. */
  public static final int FLAG_KILL_SUIDGID = 1 << 2;

  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int SIZE_AT = HEADER_SIZE + 16;
  private static final int WRITE_FLAGS_AT = HEADER_SIZE + 20;
  private static final int LOCK_OWNER_AT = HEADER_SIZE + 24;
  private static final int FLAGS_AT = HEADER_SIZE + 32;

  @SuppressWarnings("NullAway.Init") // the session attaches it before dispatch
  private Payload payload;

  /** A view that is not laid over a message yet. */
  public WriteRequest() {
    super(FIXED_SIZE);
  }

  /**
   * Tells where the data is; called by the session before the request is dispatched.
   *
   * @param data of {@link #size()} bytes
   */
  public void attach(Payload data) {
    payload = data;
  }

  /**
   * Changes where and how much to write, in the message itself; called by the session before the
   * request is dispatched.
   *
   * @param offset first byte in the file
   * @param size number of bytes
   */
  public void redirect(long offset, int size) {
    putLong(OFFSET_AT, offset);
    putInt(SIZE_AT, size);
  }

  /** {@return the data; {@link Payload#size()} equals {@link #size()}} */
  public Payload payload() {
    return payload;
  }

  /** {@return the open file} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return the position in the file of the first byte} */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** {@return the number of bytes to write} */
  public int size() {
    return getInt(SIZE_AT);
  }

  /** {@return FUSE_WRITE_* bits, see {@link #FLAG_CACHE}} */
  public int writeFlags() {
    return getInt(WRITE_FLAGS_AT);
  }

  /** {@return the owner of the locks on the file; valid with {@link #FLAG_LOCKOWNER}} */
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
  public String arguments() {
    return "fh "
        + fileHandle()
        + ", "
        + rangeText()
        + ((writeFlags() & FLAG_CACHE) == 0 ? "" : ", write-back");
  }

  /** The data may be elsewhere. */
  @Override
  int bytesInMemory(int length) {
    return DATA_AT;
  }

  @Override
  void check() {
    checkOffset(OFFSET_AT, "offset");
    checkSize(SIZE_AT, "size");
    checkTail(size());
  }
}
