package org.fusefixture.internal.control.page;

/**
 * Allocates a page buffer: mmap(2) of anonymous private memory, page aligned, zeroed.
 *
 * @param size in bytes, from 1 to 1 GiB; rounded up to whole pages
 * @param huge asks for huge pages (madvise(2), MADV_HUGEPAGE), and is aligned to them
 */
public record PagesRequest(long size, boolean huge) {
  /** Largest page buffer in bytes. */
  public static final long LARGEST = 1L << 30;

  public PagesRequest {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("size (" + size + ") must be from 1 to " + LARGEST);
    }
  }

  /** Pages of the usual size. */
  public PagesRequest(long size) {
    this(size, false);
  }
}
