package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * LSEEK: SEEK_DATA and SEEK_HOLE.
 *
 * <p>{@code struct fuse_lseek_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  offset
 *       16     4  whence
 *       20     4  padding
 * </pre>
 */
public final class LseekRequest extends Request {

  static final int FIXED_SIZE = 24;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int WHENCE_AT = HEADER_SIZE + 16;

  public LseekRequest() {
    super(FIXED_SIZE);
  }

  /** The open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Where the search starts. */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** SEEK_DATA 3, SEEK_HOLE 4. */
  public int whence() {
    return getInt(WHENCE_AT);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
