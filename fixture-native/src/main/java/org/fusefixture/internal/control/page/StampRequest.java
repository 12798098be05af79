package org.fusefixture.internal.control.page;

import java.util.Objects;
import org.fusefixture.stamp.Stamp;

/**
 * Stamps a range of pages, or checks the stamps in it.
 *
 * @param pagesOffset first byte in the pages
 * @param size number of bytes
 * @param fileOffset where in the file the first byte belongs
 * @param stamp to write or to expect
 */
public record StampRequest(int pages, long pagesOffset, long size, long fileOffset, Stamp stamp) {
  public StampRequest {
    Objects.requireNonNull(stamp, "stamp");
    PageRange.require(pagesOffset, size);
  }
}
