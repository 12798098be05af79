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

  /**
   * {@return a name of these bytes, which it takes over: they must not be changed afterwards}
   *
   * @param bytes from 1 to {@link #MAX_LENGTH}, without NUL
   * @throws IllegalArgumentException if they are no name
   */
  public static XattrName of(byte[] bytes) {
    return new XattrName(bytes);
  }

  /**
   * {@return a name in UTF-8}
   *
   * @param name from 1 to {@link #MAX_LENGTH} bytes long, without NUL
   * @throws IllegalArgumentException if it is no name
   */
  public static XattrName of(String name) {
    return new XattrName(name.getBytes(StandardCharsets.UTF_8));
  }
}
