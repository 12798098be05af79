package org.fusefixture.junit;

import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.stamp.StampVerdict;

/** A part of a file that is mapped into the client's memory. */
public final class FileMapping implements AutoCloseable {
  private final ClientPages pages;
  private final String path;
  private final Offset at;

  FileMapping(ClientPages pages, String path, Offset at) {
    this.pages = pages;
    this.path = path;
    this.at = at;
  }

  /** {@return the size of the mapping} */
  public ByteSize size() {
    return pages.size();
  }

  /**
   * Stamps all of it, according to where it lies in the file.
   *
   * @param generation of the stamp
   * @return this
   */
  public FileMapping stamp(long generation) {
    pages.stamp(path, generation, at);
    return this;
  }

  /**
   * {@return how all of it compares with the stamp of a generation}
   *
   * @param generation of the stamp
   */
  public StampVerdict check(long generation) {
    return pages.check(path, generation, at);
  }

  /**
   * Sets every byte.
   *
   * @param value of each byte; its lowest 8 bits count
   * @return this
   */
  public FileMapping fill(int value) {
    pages.fill(value);
    return this;
  }

  /**
   * Puts a few bytes at the start, at most 64 KiB.
   *
   * @param bytes what to put
   * @return this
   */
  public FileMapping put(byte[] bytes) {
    return put(bytes, Offset.ZERO);
  }

  /**
   * Puts a few bytes, at most 64 KiB.
   *
   * @param bytes what to put
   * @param to first byte in the mapping
   * @return this
   */
  public FileMapping put(byte[] bytes, Offset to) {
    pages.put(bytes, to);
    return this;
  }

  /**
   * {@return the first bytes of it, at most 64 KiB}
   *
   * @param size number of bytes
   */
  public byte[] bytes(ByteSize size) {
    return bytes(size, Offset.ZERO);
  }

  /**
   * {@return a few bytes of it, at most 64 KiB}
   *
   * @param size number of bytes
   * @param from first byte in the mapping
   */
  public byte[] bytes(ByteSize size, Offset from) {
    return pages.bytes(size, from);
  }

  /**
   * msync(2) with MS_SYNC.
   *
   * @return this
   */
  public FileMapping msync() {
    pages.msync();
    return this;
  }

  /** munmap(2), once. */
  @Override
  public void close() {
    pages.free();
  }
}
