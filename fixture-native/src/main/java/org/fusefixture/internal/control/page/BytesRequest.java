package org.fusefixture.internal.control.page;

/**
 * Reads bytes out of pages.
 *
 * @param size at most {@link #LARGEST}: data does not travel, this is for small things
 */
public record BytesRequest(int pages, long pagesOffset, int size) {
  /** Most bytes of one call. */
  public static final int LARGEST = 64 * 1024;

  public BytesRequest {
    PageRange.require(pagesOffset, size);
    if (size > LARGEST) {
      throw new IllegalArgumentException("size (" + size + ") must be at most " + LARGEST);
    }
  }
}
