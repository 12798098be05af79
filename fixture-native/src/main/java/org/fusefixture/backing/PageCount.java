package org.fusefixture.backing;

/** How many pages of all files are in memory only. Guarded by the volume's lock. */
final class PageCount {
  private long pages;

  void add(long more) {
    pages += more;
  }

  /** In bytes. */
  long bytes() {
    return pages * FileCache.PAGE;
  }
}
