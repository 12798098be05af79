package org.fusefixture.internal.control.file;

/**
 * pread(2) into or pwrite(2) from a page buffer or a mapping: one system call, straight from and to
 * its pages.
 *
 * @param file from {@link OpenedFile#file()}
 * @param pages identifies the page buffer or mapping
 * @param pagesOffset first byte in it
 * @param size number of bytes
 * @param offset first byte in the file; -1 for read(2) and write(2) at the file's own position
 */
public record TransferRequest(int file, int pages, long pagesOffset, long size, long offset) {
  public TransferRequest {
    if (pagesOffset < 0 || size < 0) {
      throw new IllegalArgumentException(
          "a range of " + size + " bytes at " + pagesOffset + " of a page buffer is not one");
    }
    if (offset < -1) {
      throw new IllegalArgumentException("offset (" + offset + ") must be from -1 on");
    }
  }
}
