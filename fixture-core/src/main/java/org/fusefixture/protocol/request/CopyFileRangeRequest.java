package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * COPY_FILE_RANGE and COPY_FILE_RANGE_64: copies within the filesystem, from {@link #nodeId()}.
 *
 * <p>{@code struct fuse_copy_file_range_in} of include/uapi/linux/fuse.h; offsets count from the
 * end of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh_in
 *        8     8  off_in
 *       16     8  nodeid_out
 *       24     8  fh_out
 *       32     8  off_out
 *       40     8  len
 *       48     8  flags
 * </pre>
 */
public final class CopyFileRangeRequest extends Request {
  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int OFFSET_AT = HEADER_SIZE + 8;
  private static final int TARGET_NODE_ID_AT = HEADER_SIZE + 16;
  private static final int TARGET_FILE_HANDLE_AT = HEADER_SIZE + 24;
  private static final int TARGET_OFFSET_AT = HEADER_SIZE + 32;
  private static final int LENGTH_AT = HEADER_SIZE + 40;
  private static final int FLAGS_AT = HEADER_SIZE + 48;

  /** A view that is not laid over a message yet. */
  public CopyFileRangeRequest() {
    super(56);
  }

  /** {@return the file that is read} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return the first byte that is read} */
  public Offset offset() {
    return new Offset(getLong(OFFSET_AT));
  }

  /** {@return the inode that is written} */
  public NodeId targetNodeId() {
    return new NodeId(getLong(TARGET_NODE_ID_AT));
  }

  /** {@return the file that is written} */
  public FileHandle targetFileHandle() {
    return new FileHandle(getLong(TARGET_FILE_HANDLE_AT));
  }

  /** {@return the first byte that is written} */
  public Offset targetOffset() {
    return new Offset(getLong(TARGET_OFFSET_AT));
  }

  /** {@return the number of bytes to copy} */
  public long length() {
    return getLong(LENGTH_AT);
  }

  /** {@return the flags of copy_file_range(2)} */
  public long flags() {
    return getLong(FLAGS_AT);
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
  public String arguments() {
    return "fh "
        + fileHandle()
        + ", "
        + rangeText()
        + ", to node "
        + targetNodeId()
        + " at "
        + targetOffset();
  }

  @Override
  void check() {
    checkOffset(OFFSET_AT, "offset");
    checkOffset(TARGET_OFFSET_AT, "targetOffset");
    checkOffset(LENGTH_AT, "length");
    checkTail(0);
  }
}
