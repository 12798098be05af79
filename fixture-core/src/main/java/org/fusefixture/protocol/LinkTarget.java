package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/** What a symbolic link points to: up to 4095 bytes, any but NUL (PATH_MAX of linux/limits.h). */
public final class LinkTarget extends ByteName {

  /** The longest target that Linux accepts, in bytes. */
  public static final int MAX_LENGTH = 4095;

  private LinkTarget(byte[] bytes) {
    super(bytes);
    requireLength("the target of a link", 0, MAX_LENGTH);
  }

  /**
   * {@return a target of these bytes, which it takes over: they must not be changed afterwards}
   *
   * @param bytes at most {@link #MAX_LENGTH}, without NUL
   * @throws IllegalArgumentException if a link cannot point there
   */
  public static LinkTarget of(byte[] bytes) {
    return new LinkTarget(bytes);
  }

  /**
   * {@return a target in UTF-8}
   *
   * @param name at most {@link #MAX_LENGTH} bytes long, without NUL
   * @throws IllegalArgumentException if a link cannot point there
   */
  public static LinkTarget of(String name) {
    return new LinkTarget(name.getBytes(StandardCharsets.UTF_8));
  }
}
