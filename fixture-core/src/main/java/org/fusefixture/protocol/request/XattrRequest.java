package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.XattrName;

/**
 * What is about extended attributes: GETXATTR, LISTXATTR, SETXATTR and REMOVEXATTR. Offsets count
 * from the end of the header.
 */
public abstract sealed class XattrRequest extends Request {

  private XattrRequest(int fixedSize) {
    super(fixedSize);
  }

  final XattrName attributeName() {
    return XattrName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  final void checkAttributeName(int end) {
    checkLength("name", bodyStart(), end, 1, XattrName.MAX_LENGTH);
  }

  /**
   * GETXATTR: the value of one extended attribute.
   *
   * <p>{@code struct fuse_getxattr_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  size
   *        4     4  padding
   *        8   ...  name of the attribute, NUL
   * </pre>
   */
  public static final class Get extends XattrRequest {
    private static final int SIZE_AT = HEADER_SIZE;

    /** A view that is not laid over a message yet. */
    public Get() {
      super(8);
    }

    /** {@return the room in bytes that the caller has; 0 asks for the size} */
    public int size() {
      return getInt(SIZE_AT);
    }

    /** {@return the name, without the NUL that ends it} */
    public XattrName name() {
      return attributeName();
    }

    @Override
    public int replyRoom() {
      return size();
    }

    @Override
    public String arguments() {
      return name().quoted() + ", room for " + size() + " bytes";
    }

    @Override
    void check() {
      checkSize(SIZE_AT, "size");
      checkStrings(1);
      checkAttributeName(stringEnd(bodyStart()));
    }
  }

  /**
   * LISTXATTR: the names of all extended attributes.
   *
   * <p>{@code struct fuse_getxattr_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  size
   *        4     4  padding
   * </pre>
   */
  public static final class List extends XattrRequest {
    private static final int SIZE_AT = HEADER_SIZE;

    /** A view that is not laid over a message yet. */
    public List() {
      super(8);
    }

    /** {@return the room in bytes that the caller has; 0 asks for the size} */
    public int size() {
      return getInt(SIZE_AT);
    }

    @Override
    public int replyRoom() {
      return size();
    }

    @Override
    public String arguments() {
      return "room for " + size() + " bytes";
    }

    @Override
    void check() {
      checkSize(SIZE_AT, "size");
      checkTail(0);
    }
  }

  /**
   * SETXATTR: sets an extended attribute.
   *
   * <p>{@code struct fuse_setxattr_in} of include/uapi/linux/fuse.h; the last two fields are there
   * only in sessions that negotiated FUSE_SETXATTR_EXT (7.33).
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
  public static final class Set extends XattrRequest {
    private static final int EXTENDED_SIZE = 16;
    private static final int COMPATIBLE_SIZE = 8;
    private static final int SIZE_AT = HEADER_SIZE;
    private static final int FLAGS_AT = HEADER_SIZE + 4;
    private static final int SETXATTR_FLAGS_AT = HEADER_SIZE + 8;

    private final boolean extended;

    private Set(boolean extended) {
      super(extended ? EXTENDED_SIZE : COMPATIBLE_SIZE);
      this.extended = extended;
    }

    /**
     * {@return a view with the layout of a session}
     *
     * @param parameters what the session agreed on
     */
    public static Set negotiated(SessionParameters parameters) {
      return new Set(parameters.has(InitFlag.SETXATTR_EXT));
    }

    /** {@return a view with the layout after FUSE_SETXATTR_EXT was negotiated} */
    public static Set extended() {
      return new Set(true);
    }

    /** {@return a view with the layout of kernels before 7.33 (FUSE_COMPAT_SETXATTR_IN_SIZE)} */
    public static Set compatible() {
      return new Set(false);
    }

    /** {@return the size of the value in bytes} */
    public int size() {
      return getInt(SIZE_AT);
    }

    /** {@return 0, XATTR_CREATE 1 or XATTR_REPLACE 2 (setxattr(2))} */
    public int flags() {
      return getInt(FLAGS_AT);
    }

    /** {@return bits, of which 0 (FUSE_SETXATTR_ACL_KILL_SGID) says to clear SGID with an ACL} */
    public int setxattrFlags() {
      return extended ? getInt(SETXATTR_FLAGS_AT) : 0;
    }

    /** {@return the name, without the NUL that ends it} */
    public XattrName name() {
      return attributeName();
    }

    /** {@return the value; a view that is valid until the reply} */
    public ByteBuffer value() {
      return view(stringEnd(bodyStart()) + 1, size());
    }

    @Override
    public String arguments() {
      return name().quoted() + ", " + size() + " bytes";
    }

    @Override
    void check() {
      checkSize(SIZE_AT, "size");
      int valueAt = checkLeadingStrings(1);
      checkAttributeName(valueAt - 1);
      int valueSize = bodyStart() + tailSize() - valueAt;
      if (valueSize != size()) {
        throw malformed("has " + valueSize + " bytes of value instead of " + size());
      }
    }
  }

  /** REMOVEXATTR: the name of an extended attribute, ended by a NUL. */
  public static final class Remove extends XattrRequest {

    /** A view that is not laid over a message yet. */
    public Remove() {
      super(0);
    }

    /** {@return the name, without the NUL that ends it} */
    public XattrName name() {
      return attributeName();
    }

    @Override
    public String arguments() {
      return name().quoted();
    }

    @Override
    void check() {
      checkStrings(1);
      checkAttributeName(stringEnd(bodyStart()));
    }
  }
}
