package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The name of an extended attribute with its namespace, for example {@code user.comment}
 * (xattr(7)).
 */
public final class XattrName extends ByteName {

  private XattrName(byte[] bytes) {
    super(bytes);
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
