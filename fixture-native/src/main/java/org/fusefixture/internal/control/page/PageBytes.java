package org.fusefixture.internal.control.page;

import java.util.Base64;
import java.util.Objects;

/**
 * Bytes out of pages.
 *
 * @param content base64
 */
public record PageBytes(String content) {
  public PageBytes {
    Objects.requireNonNull(content, "content");
  }

  /** The bytes as they were. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(content);
  }
}
