package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The name of an extended attribute with its namespace, for example {@code user.comment}
 * (xattr(7)); 1 to 255 bytes (XATTR_NAME_MAX of linux/limits.h).
 */
public final class XattrName extends ByteName {

  /** The longest name that Linux accepts, in bytes. */
  public static final int MAX_LENGTH = 255;

  private XattrName(byte[] bytes) {
    super(bytes);
    requireLength("the name of an extended attribute", 1, MAX_LENGTH);
  }

  /** Takes over the bytes; they must not be changed afterwards. */
  public static XattrName of(byte[] bytes) {
    return new XattrName(bytes);
  }

  /** The name in UTF-8. */
  public static XattrName of(String name) {
    return new XattrName(name.getBytes(StandardCharsets.UTF_8));
  }
}
