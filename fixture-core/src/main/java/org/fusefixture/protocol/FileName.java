package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The name of an entry in a directory: 1 to 4095 bytes, no slash. "." and ".." are names too.
 *
 * <p>The kernel itself sends up to 4095 bytes (FUSE_NAME_MAX of fs/fuse/fuse_i.h, Linux 6.14) where
 * FUSE_MAX_PAGES was agreed on, and up to 1024 before. A filesystem with a lower limit, often 255,
 * answers ENAMETOOLONG.
 */
public final class FileName extends ByteName {

  /** The longest name that the kernel accepts, in bytes. */
  public static final int MAX_LENGTH = 4095;

  private FileName(byte[] bytes) {
    super(bytes);
    requireLength("a file name", 1, MAX_LENGTH);
    if (contains('/')) {
      throw new IllegalArgumentException("a file name has no slash: \"" + this + "\"");
    }
  }

  /**
   * {@return a name of these bytes, which it takes over: they must not be changed afterwards}
   *
   * @param bytes from 1 to {@link #MAX_LENGTH}, without NUL and slash
   * @throws IllegalArgumentException if they are no name
   */
  public static FileName of(byte[] bytes) {
    return new FileName(bytes);
  }

  /**
   * {@return a name in UTF-8}
   *
   * @param name from 1 to {@link #MAX_LENGTH} bytes long, without NUL and slash
   * @throws IllegalArgumentException if it is no name
   */
  public static FileName of(String name) {
    return new FileName(name.getBytes(StandardCharsets.UTF_8));
  }
}
