package org.fusefixture.internal.client;

/** Ranges are gone through in windows that do not split a stamped sector. */
final class Windows {
  /** Bytes of a window; a multiple of the sector of stamps and of the page. */
  static final int SIZE = 1 << 20;

  private Windows() {}

  /**
   * Size of the window that starts at an offset of a file.
   *
   * @param remaining bytes of the range from there on
   */
  static int size(long fileOffset, long remaining) {
    return (int) Math.min(remaining, SIZE - Math.floorMod(fileOffset, (long) SIZE));
  }
}
