package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.internal.oracle.MemoryContent;

/**
 * A page buffer: anonymous private memory, touched directly. Parts of it can be taken away while a
 * system call uses it; nobody may touch these any more, as that would end the process by SIGSEGV.
 */
final class BufferPages extends Pages {
  private final MemoryContent content = new MemoryContent(Content.zeros());

  /** Held for reading while this process touches the memory, for writing while it is taken away. */
  private final ReadWriteLock touches = new ReentrantReadWriteLock();

  /** By number of the page in the buffer. */
  private final BitSet unmapped = new BitSet();

  BufferPages(long size, boolean huge) {
    super(huge ? HugePages.allocate(size) : NativeBuffer.allocate(size), size);
  }

  @Override
  void forEachWindow(
      long offset,
      long length,
      long fileOffset,
      boolean keeps,
      BiConsumer<ByteBuffer, Long> action) {
    require(offset, length);
    Lock touching = touches.readLock();
    touching.lock();
    try {
      requireMapped(offset, length);
      long done = 0;
      while (done < length) {
        int window = Pages.Windows.size(fileOffset + done, length - done);
        action.accept(memory().bytes(offset + done, window), fileOffset + done);
        done += window;
      }
    } finally {
      touching.unlock();
    }
  }

  /** Something happens to a range of whole pages, the last of which may be used in part only. */
  void happen(PageService.Event event, long offset, long length) {
    require(offset, length);
    long page = LinuxProcesses.pageSize();
    if (offset % page != 0 || length % page != 0 && offset + length != size()) {
      throw new IllegalArgumentException(
          length + " bytes at " + offset + " are not whole pages of " + page + " bytes");
    }
    if (length == 0) {
      return;
    }
    long whole = (length + page - 1) / page * page;
    Lock taking = touches.writeLock();
    taking.lock();
    try {
      requireMapped(offset, length);
      switch (event) {
        case UNMAP -> {
          LinuxMemory.unmapReserved(memory(), offset, whole);
          unmapped.set(page(offset), page(offset + whole));
          content.replace(new Piece(offset, offset + length, Content.unknown()));
        }
        case DISCARD -> {
          LinuxMemory.advise(memory(), offset, whole, LinuxMemory.MADV_DONTNEED);
          content.replace(new Piece(offset, offset + length, Content.zeros()));
        }
        case COLLAPSE -> LinuxMemory.advise(memory(), offset, whole, LinuxMemory.MADV_COLLAPSE);
        case SPLIT -> HugePages.split(memory(), offset, whole);
      }
    } finally {
      taking.unlock();
    }
  }

  /** Bytes that are mapped by huge pages. */
  long hugeBytes() {
    return HugePages.mapped(memory().address(), size());
  }

  private void requireMapped(long offset, long length) {
    int first = unmapped.nextSetBit(page(offset));
    if (length > 0 && first >= 0 && first <= page(offset + length - 1)) {
      throw new IllegalArgumentException(
          "page " + first + " of the " + describe() + " was unmapped, and cannot be touched");
    }
  }

  private static int page(long offset) {
    return (int) (offset / LinuxProcesses.pageSize());
  }

  @Override
  MemoryContent content() {
    return content;
  }

  @Override
  void record(long offset, long length, Content made, Runnable change) {
    if (length > 0) {
      content.put(new Piece(offset, offset + length, made));
    }
    change.run();
  }

  @Override
  String describe() {
    return "page buffer of " + size() + " bytes";
  }
}
