package org.fusefixture.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The name of an entry in a directory: 1 to 1024 bytes, no slash (FUSE_NAME_MAX of
 * fs/fuse/fuse_i.h).
 */
public final class FileName extends ByteName {

  /** The longest name that the kernel accepts, in bytes. */
  public static final int MAX_LENGTH = 1024;

  private FileName(byte[] bytes) {
    super(bytes);
    if (bytes.length == 0 || bytes.length > MAX_LENGTH || contains('/')) {
      throw new IllegalArgumentException(
          "a file name has 1 to " + MAX_LENGTH + " bytes and no slash: \"" + this + "\"");
    }
  }

  /** Takes over the bytes; they must not be changed afterwards. */
  public static FileName of(byte[] bytes) {
    return new FileName(bytes);
  }

  /** The name in UTF-8. */
  public static FileName of(String name) {
    return new FileName(name.getBytes(StandardCharsets.UTF_8));
  }
}
