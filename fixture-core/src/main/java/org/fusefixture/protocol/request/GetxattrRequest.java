package org.fusefixture.protocol.request;

import org.fusefixture.protocol.XattrName;

/**
 * GETXATTR: the value of one extended attribute.
 *
 * <p>{@code struct fuse_getxattr_in} of include/uapi/linux/fuse.h; offsets count from the end of
 * the header.
 *
 * <pre>
 *   offset  size  field
 *        0     4  size
 *        4     4  padding
 *        8   ...  name of the attribute, NUL
 * </pre>
 */
public final class GetxattrRequest extends Request {

  static final int FIXED_SIZE = 8;

  private static final int SIZE_AT = HEADER_SIZE + 0;

  public GetxattrRequest() {
    super(FIXED_SIZE);
  }

  /** Room in bytes that the caller has; 0 asks for the size. */
  public int size() {
    return getInt(SIZE_AT);
  }

  /** The name, without the NUL that ends it. */
  public XattrName name() {
    return XattrName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  @Override
  public int replyRoom() {
    return size();
  }

  @Override
  protected void check() {
    checkSize(SIZE_AT, "size");
    checkStrings(1);
    checkLength("name", bodyStart(), stringEnd(bodyStart()), 1, XattrName.MAX_LENGTH);
  }
}
