package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/** What a symbolic link points to: any bytes but NUL. */
public final class LinkTarget extends ByteName {

  private LinkTarget(byte[] bytes) {
    super(bytes);
  }

  /** Takes over the bytes; they must not be changed afterwards. */
  public static LinkTarget of(byte[] bytes) {
    return new LinkTarget(bytes);
  }

  /** The name in UTF-8. */
  public static LinkTarget of(String name) {
    return new LinkTarget(name.getBytes(StandardCharsets.UTF_8));
  }
}
