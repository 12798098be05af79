package org.fusefixture.internal.control.page;

/**
 * Maps a range of an open file: mmap(2).
 *
 * @param file an open file of the client
 * @param offset in the file, a multiple of the page size
 * @param size in bytes, from 1 to 1 GiB
 * @param writable whether PROT_WRITE
 * @param shared MAP_SHARED, otherwise MAP_PRIVATE
 */
public record MapRequest(int file, long offset, long size, boolean writable, boolean shared) {
  public MapRequest {
    if (size < 1 || size > PagesRequest.LARGEST) {
      throw new IllegalArgumentException(
          "size (" + size + ") must be from 1 to " + PagesRequest.LARGEST);
    }
  }
}
