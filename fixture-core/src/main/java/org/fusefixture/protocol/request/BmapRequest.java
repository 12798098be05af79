package org.fusefixture.protocol.request;

/**
 * BMAP: which block of the device holds a block of the file.
 *
 * <p>{@code struct fuse_bmap_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  block
 *        8     4  blocksize
 *       12     4  padding
 * </pre>
 */
public final class BmapRequest extends Request {

  static final int FIXED_SIZE = 16;

  private static final int BLOCK_AT = HEADER_SIZE + 0;
  private static final int BLOCK_SIZE_AT = HEADER_SIZE + 8;

  public BmapRequest() {
    super(FIXED_SIZE);
  }

  /** Block number in the file. */
  public long block() {
    return getLong(BLOCK_AT);
  }

  /** Size of a block in bytes. */
  public int blockSize() {
    return getInt(BLOCK_SIZE_AT);
  }

  @Override
  protected void check() {
    checkSize(BLOCK_SIZE_AT, "blockSize");
    checkTail(0);
  }
}
