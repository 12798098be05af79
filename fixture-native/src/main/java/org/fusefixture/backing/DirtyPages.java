package org.fusefixture.backing;

/** How many pages of all files are in memory only. Guarded by the volume's lock. */
final class DirtyPages {
  private long pages;
  private long fresh;

  void add(long more, long moreFresh) {
    pages += more;
    fresh += moreFresh;
  }

  /** How many of them the disk has no block for. */
  long fresh() {
    return fresh;
  }

  long bytes() {
    return pages * FileCache.PAGE;
  }
}
