package org.fusefixture.internal.control.page;

import java.util.Objects;

/**
 * Has something happen to a range of a page buffer.
 *
 * @param pagesOffset first byte in the pages, a multiple of the page size
 * @param size in bytes, a multiple of the page size or up to the end of the pages
 */
public record PageEventRequest(int pages, long pagesOffset, long size, PageEvent event) {
  public PageEventRequest {
    Objects.requireNonNull(event, "event");
    PageRange.require(pagesOffset, size);
  }
}
