package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * FALLOCATE.
 *
 * <p>{@code struct fuse_fallocate_in} of include/uapi/linux/fuse.h; offsets count from the end of
 * the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  offset
 *       16     8  length
 *       24     4  mode
 *       28     4  padding
 * </pre>
 */
public final class FallocateRequest extends Request {

  static final int FIXED_SIZE = 32;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int LENGTH_AT = HEADER_SIZE + 16;
  private static final int MODE_AT = HEADER_SIZE + 24;

  public FallocateRequest() {
    super(FIXED_SIZE);
  }

  /** The open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** First byte. */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** Number of bytes. */
  public long length() {
    return getLong(LENGTH_AT);
  }

  /** FALLOC_FL_* bits of fallocate(2). */
  public int mode() {
    return getInt(MODE_AT);
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
    return length();
  }

  @Override
  protected void check() {
    checkOffset(OFFSET_AT, "offset");
    checkOffset(LENGTH_AT, "length");
    checkTail(0);
  }
}
