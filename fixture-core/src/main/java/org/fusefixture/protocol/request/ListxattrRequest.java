package org.fusefixture.protocol.request;

/**
 * LISTXATTR: the names of all extended attributes.
 *
 * <p>{@code struct fuse_getxattr_in} of include/uapi/linux/fuse.h; offsets count from the end of
 * the header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  size
 *        4     4  padding
 * </pre>
 */
public final class ListxattrRequest extends Request {

  static final int FIXED_SIZE = 8;

  private static final int SIZE_AT = HEADER_SIZE + 0;

  public ListxattrRequest() {
    super(FIXED_SIZE);
  }

  /** Room in bytes that the caller has; 0 asks for the size. */
  public int size() {
    return getInt(SIZE_AT);
  }

  @Override
  public int replyRoom() {
    return size();
  }

  @Override
  protected void check() {
    checkSize(SIZE_AT, "size");
    checkTail(0);
  }
}
