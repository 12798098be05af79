package org.fusefixture.internal.control.page;

/**
 * Sets a range of pages to one value.
 *
 * @param value of every byte, -128 to 255
 */
public record FillRequest(int pages, long pagesOffset, long size, int value) {
  public FillRequest {
    PageRange.require(pagesOffset, size);
    if (value < -128 || value > 255) {
      throw new IllegalArgumentException("value (" + value + ") must be that of a byte");
    }
  }
}
