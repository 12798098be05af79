package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.XattrName;

/**
 * SETXATTR: sets an extended attribute.
 *
 * <p>{@code struct fuse_setxattr_in} of include/uapi/linux/fuse.h; offsets count from the end of
 * the header. The last two fields are there only in sessions that negotiated FUSE_SETXATTR_EXT
 * (7.33).
 *
 * <pre>
 *   offset  size  field
 *        0     4  size
 *        4     4  flags
 *        8     4  setxattr_flags
 *       12     4  padding
 *             ...  name, NUL, value
 * </pre>
 */
public final class SetxattrRequest extends Request {

  static final int FIXED_SIZE = 16;
  static final int COMPATIBLE_FIXED_SIZE = 8;

  private static final int SIZE_AT = HEADER_SIZE;
  private static final int FLAGS_AT = HEADER_SIZE + 4;
  private static final int SETXATTR_FLAGS_AT = HEADER_SIZE + 8;

  private final boolean extended;

  /** The layout of a session. */
  public static SetxattrRequest negotiated(SessionParameters parameters) {
    return parameters.has(InitFlag.SETXATTR_EXT) ? extended() : compatible();
  }

  private SetxattrRequest(boolean extended) {
    super(extended ? FIXED_SIZE : COMPATIBLE_FIXED_SIZE);
    this.extended = extended;
  }

  /** The layout after FUSE_SETXATTR_EXT was negotiated. */
  public static SetxattrRequest extended() {
    return new SetxattrRequest(true);
  }

  /** The layout of kernels before 7.33 (FUSE_COMPAT_SETXATTR_IN_SIZE). */
  public static SetxattrRequest compatible() {
    return new SetxattrRequest(false);
  }

  /** Size of the value in bytes. */
  public int size() {
    return getInt(SIZE_AT);
  }

  /** XATTR_CREATE 1, XATTR_REPLACE 2 (setxattr(2)). */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** Bit 0 (FUSE_SETXATTR_ACL_KILL_SGID): clear SGID when system.posix_acl_access is set. */
  public int setxattrFlags() {
    return extended ? getInt(SETXATTR_FLAGS_AT) : 0;
  }

  /** The name, without the NUL that ends it. */
  public XattrName name() {
    return XattrName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  /** The value; a view that is valid until the reply. */
  public ByteBuffer value() {
    return view(stringEnd(bodyStart()) + 1, size());
  }

  @Override
  protected void check() {
    checkSize(SIZE_AT, "size");
    int valueAt = checkLeadingStrings(1);
    checkLength("name", bodyStart(), valueAt - 1, 1, XattrName.MAX_LENGTH);
    int valueSize = bodyStart() + tailSize() - valueAt;
    if (valueSize != size()) {
      throw malformed("has " + valueSize + " bytes of value instead of " + size());
    }
  }
}
