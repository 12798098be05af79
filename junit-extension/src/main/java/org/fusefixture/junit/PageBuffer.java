package org.fusefixture.junit;

import org.fusefixture.stamp.StampVerdict;

/**
 * Page-aligned memory of the client. Its content stays there: it is stamped, filled and checked in
 * place. A change of pages that were written from is what a filesystem must not see any more once
 * it has replied.
 *
 * <p>It is freed with {@link #close()}, and otherwise with the mount.
 */
public final class PageBuffer implements AutoCloseable {
  private final ClientPages pages;
  private final String path;

  PageBuffer(ClientPages pages, String path) {
    this.pages = pages;
    this.path = path;
  }

  /** In bytes. */
  public long size() {
    return pages.size();
  }

  /** Stamps all of it as the start of its file. */
  public PageBuffer stamp(long generation) {
    return stamp(generation, 0);
  }

  /**
   * Stamps all of it.
   *
   * @param fileOffset where in the file the first byte is going to be
   */
  public PageBuffer stamp(long generation, long fileOffset) {
    pages.stamp(path, generation, fileOffset);
    return this;
  }

  /**
   * Stamps a part of it.
   *
   * @param fileOffset where in the file the first byte of the part is going to be
   * @param pagesOffset first byte of the part, a multiple of 512
   * @param size of the part, a multiple of 512 bytes
   */
  public PageBuffer stamp(long generation, long fileOffset, long pagesOffset, ByteSize size) {
    pages.stamp(path, generation, fileOffset, pagesOffset, size.bytes());
    return this;
  }

  /** Sets every byte. */
  public PageBuffer fill(int value) {
    pages.fill(value);
    return this;
  }

  /** Puts a few bytes, at most 64 KiB. */
  public PageBuffer put(long offset, byte[] bytes) {
    pages.put(offset, bytes);
    return this;
  }

  /** A few bytes of it, at most 64 KiB. */
  public byte[] bytes(long offset, int size) {
    return pages.bytes(offset, size);
  }

  /** Compares all of it with the stamp of a generation, as the start of its file. */
  public StampVerdict check(long generation) {
    return check(generation, 0);
  }

  /**
   * Compares all of it with the stamp of a generation, as content from an offset of its file on.
   */
  public StampVerdict check(long generation, long fileOffset) {
    return pages.check(path, generation, fileOffset);
  }

  /** munmap(2), once. */
  @Override
  public void close() {
    pages.free();
  }

  int identifier() {
    return pages.identifier();
  }
}
