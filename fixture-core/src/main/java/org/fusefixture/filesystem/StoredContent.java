package org.fusefixture.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Lets a test read what a filesystem has stored, bypassing the mount and the page cache. */
public interface StoredContent {
  /**
   * The size of a stored file.
   *
   * @param path relative to the root of the mount, for example {@code "directory/file"}
   * @return bytes
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  long storedSize(String path) throws IOException;

  /**
   * Reads a stored file.
   *
   * @param path relative to the root of the mount, as for {@link #storedSize}
   * @param offset first byte
   * @param target gets up to {@code target.remaining()} bytes
   * @return number of bytes read, -1 at the end of the file
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the storage cannot be read
   */
  int readStored(String path, long offset, ByteBuffer target) throws IOException;
}
