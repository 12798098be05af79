package org.fusefixture.control.page;

/**
 * Allocates a page buffer: mmap(2) of anonymous private memory, page aligned, zeroed.
 *
 * @param size in bytes, from 1 to 1 GiB; rounded up to whole pages
 */
public record PagesRequest(long size) {
  /** Largest page buffer in bytes. */
  public static final long LARGEST = 1L << 30;

  public PagesRequest {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("size (" + size + ") must be from 1 to " + LARGEST);
    }
  }
}
