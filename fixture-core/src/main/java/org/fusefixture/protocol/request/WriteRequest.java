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

  /** Number of bytes before the data: the header and {@code struct fuse_write_in}. */
  public static final int DATA_AT = HEADER_SIZE + 40;

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

  private Payload payload;

  public WriteRequest() {
    super(DATA_AT - HEADER_SIZE);
  }

  /** Tells where the data is; called by the session before the request is dispatched. */
  public void attach(Payload data) {
    payload = data;
  }

  /** The data; {@link Payload#size()} equals {@link #size()}. */
  public Payload payload() {
    return payload;
  }

  /**
   * Changes where and how much to write, in the message itself; called by the session before the
   * request is dispatched.
   */
  public void redirect(long offset, int size) {
    putLong(OFFSET_AT, offset);
    putInt(SIZE_AT, size);
  }

  /** The open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Where to write. */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** Number of bytes to write. */
  public int size() {
    return getInt(SIZE_AT);
  }

  /**
   * FUSE_WRITE_* bits: {@link #FLAG_CACHE}, {@link #FLAG_LOCKOWNER}, {@link #FLAG_KILL_SUIDGID}.
   */
  public int writeFlags() {
    return getInt(WRITE_FLAGS_AT);
  }

  /** Valid with FUSE_WRITE_LOCKOWNER. */
  public long lockOwner() {
    return getLong(LOCK_OWNER_AT);
  }

  /** The open(2) flags of the file. */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** The data may be elsewhere. */
  @Override
  int bytesInMemory(int length) {
    return DATA_AT;
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
  protected void check() {
    checkOffset(OFFSET_AT, "offset");
    checkSize(SIZE_AT, "size");
    checkTail(size());
  }
}
