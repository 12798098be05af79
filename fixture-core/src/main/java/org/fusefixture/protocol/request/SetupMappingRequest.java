package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * SETUPMAPPING: maps a range of a file into the DAX window (virtiofs).
 *
 * <p>{@code struct fuse_setupmapping_in} of include/uapi/linux/fuse.h; offsets count from the end
 * of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     8  foffset
 *       16     8  len
 *       24     8  flags
 *       32     8  moffset
 * </pre>
 */
public final class SetupMappingRequest extends Request {

  static final int FIXED_SIZE = 40;

  private static final int FILE_HANDLE_AT = HEADER_SIZE + 0;
  private static final int FILE_OFFSET_AT = HEADER_SIZE + 8;
  private static final int LENGTH_AT = HEADER_SIZE + 16;
  private static final int FLAGS_AT = HEADER_SIZE + 24;
  private static final int WINDOW_OFFSET_AT = HEADER_SIZE + 32;

  public SetupMappingRequest() {
    super(FIXED_SIZE);
  }

  /** An open file. */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** Start in the file. */
  public Offset fileOffset() {
    return new Offset(getLong(FILE_OFFSET_AT));
  }

  /** Number of bytes. */
  public long length() {
    return getLong(LENGTH_AT);
  }

  /** FUSE_SETUPMAPPING_FLAG_WRITE 1, FUSE_SETUPMAPPING_FLAG_READ 2. */
  public long flags() {
    return getLong(FLAGS_AT);
  }

  /** Start in the memory window. */
  public Offset windowOffset() {
    return new Offset(getLong(WINDOW_OFFSET_AT));
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
