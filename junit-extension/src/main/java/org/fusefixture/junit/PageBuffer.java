package org.fusefixture.junit;

import org.fusefixture.internal.control.PageService;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
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

  /** {@return the size of the buffer} */
  public ByteSize size() {
    return pages.size();
  }

  /**
   * Stamps all of it as the start of its file.
   *
   * @param generation of the stamp
   * @return this
   */
  public PageBuffer stamp(long generation) {
    return stamp(generation, Offset.ZERO);
  }

  /**
   * Stamps all of it.
   *
   * @param generation of the stamp
   * @param at where in the file the first byte is going to be
   * @return this
   */
  public PageBuffer stamp(long generation, Offset at) {
    pages.stamp(path, generation, at);
    return this;
  }

  /**
   * Stamps a part of it.
   *
   * @param generation of the stamp
   * @param at where in the file the first byte of the part is going to be
   * @param from first byte of the part in the buffer, a multiple of 512
   * @param size of the part, a multiple of 512 bytes
   * @return this
   */
  public PageBuffer stamp(long generation, Offset at, Offset from, ByteSize size) {
    pages.stamp(path, generation, at, from, size);
    return this;
  }

  /**
   * Sets every byte.
   *
   * @param value of each byte; its lowest 8 bits count
   * @return this
   */
  public PageBuffer fill(int value) {
    pages.fill(value);
    return this;
  }

  /**
   * Puts a few bytes at the start, at most 64 KiB.
   *
   * @param bytes what to put
   * @return this
   */
  public PageBuffer put(byte[] bytes) {
    return put(bytes, Offset.ZERO);
  }

  /**
   * Puts a few bytes, at most 64 KiB.
   *
   * @param bytes what to put
   * @param at first byte in the buffer
   * @return this
   */
  public PageBuffer put(byte[] bytes, Offset at) {
    pages.put(bytes, at);
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
   * @param at first byte in the buffer
   */
  public byte[] bytes(ByteSize size, Offset at) {
    return pages.bytes(size, at);
  }

  /**
   * {@return how all of it compares with the stamp of a generation, as the start of its file}
   *
   * @param generation of the stamp
   */
  public StampVerdict check(long generation) {
    return check(generation, Offset.ZERO);
  }

  /**
   * {@return how all of it compares with the stamp of a generation}
   *
   * @param generation of the stamp
   * @param at where in the file the first byte belongs
   */
  public StampVerdict check(long generation, Offset at) {
    return pages.check(path, generation, at);
  }

  /**
   * munmap(2) of all pages, also while a call uses them: the kernel keeps what it needs. They
   * cannot be touched any more; their addresses stay reserved until {@link #close()}.
   *
   * @return this
   */
  public PageBuffer unmap() {
    return unmap(Offset.ZERO, size());
  }

  /**
   * munmap(2) of a range of whole pages.
   *
   * @param from first byte in the buffer
   * @param size of the range
   * @return this
   */
  public PageBuffer unmap(Offset from, ByteSize size) {
    pages.event(PageService.Event.UNMAP, from, size);
    return this;
  }

  /**
   * madvise(2) with MADV_DONTNEED: the pages are given up, and read as zeros afterwards.
   *
   * @return this
   */
  public PageBuffer discard() {
    return discard(Offset.ZERO, size());
  }

  /**
   * madvise(2) with MADV_DONTNEED of a range of whole pages.
   *
   * @param from first byte in the buffer
   * @param size of the range
   * @return this
   */
  public PageBuffer discard(Offset from, ByteSize size) {
    pages.event(PageService.Event.DISCARD, from, size);
    return this;
  }

  /**
   * madvise(2) with MADV_COLLAPSE (Linux 6.1): makes huge pages of small ones at once.
   *
   * @return how much is mapped by huge pages afterwards
   * @throws ClientIOException with EAGAIN, EBUSY or ENOMEM where the kernel does not do it now, as
   *     with pages that a call uses; with EINVAL where it does not know how
   */
  public ByteSize collapse() {
    return pages.event(PageService.Event.COLLAPSE, Offset.ZERO, size());
  }

  /**
   * Has huge pages mapped as small ones, by mprotect(2) of one page in each and back.
   *
   * @return how much is mapped by huge pages afterwards
   */
  public ByteSize splitHugePages() {
    return pages.event(PageService.Event.SPLIT, Offset.ZERO, size());
  }

  /** {@return how much is mapped by huge pages (AnonHugePages of proc_pid_smaps(5))} */
  public ByteSize inHugePages() {
    return pages.hugeBytes();
  }

  /** munmap(2), once. */
  @Override
  public void close() {
    pages.free();
  }

  int identifier() {
    return pages.identifier();
  }

  /** Path of the file whose stamps it gets. */
  String path() {
    return path;
  }
}
