package org.fusefixture.internal.control.page;

import java.util.Objects;

/**
 * Puts bytes into pages.
 *
 * @param content base64, of at most {@link BytesRequest#LARGEST} bytes
 */
public record PutBytesRequest(int pages, long pagesOffset, String content) {
  public PutBytesRequest {
    Objects.requireNonNull(content, "content");
    PageRange.require(pagesOffset, 0);
  }
}
