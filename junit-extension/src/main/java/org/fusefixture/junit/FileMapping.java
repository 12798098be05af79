package org.fusefixture.junit;

import org.fusefixture.stamp.StampVerdict;

/** A part of a file that is mapped into the client's memory. */
public final class FileMapping implements AutoCloseable {
  private final ClientPages pages;
  private final String path;
  private final long fileOffset;

  FileMapping(ClientPages pages, String path, long fileOffset) {
    this.pages = pages;
    this.path = path;
    this.fileOffset = fileOffset;
  }

  /** In bytes. */
  public long size() {
    return pages.size();
  }

  /** Stamps all of it, according to where it lies in the file. */
  public FileMapping stamp(long generation) {
    pages.stamp(path, generation, fileOffset);
    return this;
  }

  /** Compares all of it with the stamp of a generation. */
  public StampVerdict check(long generation) {
    return pages.check(path, generation, fileOffset);
  }

  /** Sets every byte. */
  public FileMapping fill(int value) {
    pages.fill(value);
    return this;
  }

  /** Puts a few bytes, at most 64 KiB. */
  public FileMapping put(long offset, byte[] bytes) {
    pages.put(offset, bytes);
    return this;
  }

  /** A few bytes of it, at most 64 KiB. */
  public byte[] bytes(long offset, int size) {
    return pages.bytes(offset, size);
  }

  /** msync(2) with MS_SYNC. */
  public FileMapping sync() {
    pages.msync();
    return this;
  }

  /** munmap(2), once. */
  @Override
  public void close() {
    pages.free();
  }
}
