package org.fusefixture.internal.control.page;

/** Checks ranges of page buffers. */
final class PageRange {
  static void require(long offset, long size) {
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException(
          "a range of " + size + " bytes at " + offset + " of a page buffer is not one");
    }
  }

  private PageRange() {}
}
