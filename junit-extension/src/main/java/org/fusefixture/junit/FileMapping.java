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

  public ByteSize size() {
    return pages.size();
  }

  /** Stamps all of it, according to where it lies in the file. */
  public FileMapping stamp(long generation) {
    pages.stamp(path, generation, at);
    return this;
  }

  /** Compares all of it with the stamp of a generation. */
  public StampVerdict check(long generation) {
    return pages.check(path, generation, at);
  }

  /** Sets every byte. */
  public FileMapping fill(int value) {
    pages.fill(value);
    return this;
  }

  /** Puts a few bytes at the start, at most 64 KiB. */
  public FileMapping put(byte[] bytes) {
    return put(bytes, Offset.ZERO);
  }

  /**
   * Puts a few bytes, at most 64 KiB.
   *
   * @param to first byte in the mapping
   */
  public FileMapping put(byte[] bytes, Offset to) {
    pages.put(bytes, to);
    return this;
  }

  /** The first bytes of it, at most 64 KiB. */
  public byte[] bytes(ByteSize size) {
    return bytes(size, Offset.ZERO);
  }

  /**
   * A few bytes of it, at most 64 KiB.
   *
   * @param from first byte in the mapping
   */
  public byte[] bytes(ByteSize size, Offset from) {
    return pages.bytes(size, from);
  }

  /** msync(2) with MS_SYNC. */
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
