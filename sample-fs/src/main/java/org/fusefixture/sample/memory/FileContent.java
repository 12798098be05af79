package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/** The bytes of a regular file, sparse. Safe for use by several threads; a store is atomic. */
final class FileContent {
  private static final int PAGE = PagePool.PAGE;
  private static final int CHUNK = PagePool.CHUNK;
  private static final Chunk HOLE = new Chunk();

  /**
   * The largest size of a file (MAX_LFS_FILESIZE of include/linux/fs.h on 64 bits). The start of
   * its last chunk can be computed, the end of that chunk overflows.
   */
  private static final long LARGEST_END = Long.MAX_VALUE;

  private final PagePool pool;
  private final Capacity space;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final NavigableMap<Long, Chunk> chunks = new TreeMap<>();

  // Written under the write lock; attributes are read without it.
  private volatile long size;
  private volatile long pages;
  private boolean discarded;

  FileContent(PagePool pool, Capacity space) {
    this.pool = pool;
    this.space = space;
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /** Space that is taken, in bytes. */
  long allocated() {
    return pages * PAGE;
  }

  /**
   * Copies bytes out.
   *
   * @param count most bytes to copy; the buffer has room for them
   * @return how many there were before the end of the file
   */
  int read(long offset, int count, ByteBuffer target) {
    lock.readLock().lock();
    try {
      long end = Math.min(size, saturatedEnd(offset, count));
      long at = offset;
      while (at < end) {
        Chunk chunk = chunks.get(at / CHUNK);
        int from = (int) (at % CHUNK);
        int to = (int) Math.min(CHUNK, from + (end - at));
        (chunk == null ? HOLE : chunk).read(from, to, target);
        at += to - from;
      }
      return (int) Math.max(0, end - offset);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes bytes from a source into storage, to be made part of this file by {@link #store}. */
  StagedBytes stage(StagedBytes.Source source, long offset, int count) {
    checkEnd(offset, count);
    return StagedBytes.read(source, offset, count, pool);
  }

  private static void checkEnd(long offset, long count) {
    if (offset < 0 || offset > LARGEST_END - count) {
      throw new ErrnoException(
          Errno.EFBIG, count + " bytes at " + offset + " end beyond the largest offset");
    }
  }

  /**
   * Makes bytes part of the file.
   *
   * @return how many were stored, less than all if space ended
   * @throws ErrnoException ENOSPC if there is no space for the first of them
   */
  int store(StagedBytes bytes) {
    if (bytes.size() == 0) {
      return 0;
    }
    lock.writeLock().lock();
    try {
      if (discarded) {
        return bytes.size();
      }
      long end = allocateFor(bytes);
      for (StagedBytes.Piece piece : bytes.pieces()) {
        int to = (int) Math.min(piece.to, end - piece.chunk * CHUNK);
        if (to > piece.from) {
          chunks.computeIfAbsent(piece.chunk, absent -> new Chunk()).store(piece, to, pool);
        }
      }
      size = Math.max(size, end);
      return (int) (end - bytes.offset());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Accounts for the pages of some bytes, and returns up to where there is space for them. */
  private long allocateFor(StagedBytes bytes) {
    long needed = 0;
    for (StagedBytes.Piece piece : bytes.pieces()) {
      needed += missing(piece.chunk, Chunk.touched(piece.from, piece.to));
    }
    long taken = space.take(needed);
    long end = bytes.offset() + bytes.size();
    if (taken < needed) {
      end = endOfSpace(bytes, taken);
      if (end <= bytes.offset()) {
        space.give(taken);
        throw noSpace(bytes.size(), bytes.offset());
      }
    }
    pages += taken;
    return end;
  }

  private long endOfSpace(StagedBytes bytes, long pagesLeft) {
    long left = pagesLeft;
    for (StagedBytes.Piece piece : bytes.pieces()) {
      for (int page = piece.from / PAGE; page * PAGE < piece.to; page++) {
        left -= missing(piece.chunk, 1 << page);
        if (left < 0) {
          return Math.max(bytes.offset(), piece.chunk * CHUNK + (long) page * PAGE);
        }
      }
    }
    return bytes.offset() + bytes.size();
  }

  private int missing(long index, int wanted) {
    Chunk chunk = chunks.get(index);
    return Integer.bitCount(chunk == null ? wanted : wanted & ~chunk.allocated());
  }

  private static ErrnoException noSpace(long count, long offset) {
    return new ErrnoException(Errno.ENOSPC, "for " + count + " bytes at " + offset);
  }

  /** Sets the size; what is cut off reads as zeros if the file grows again. */
  void truncate(long newSize) {
    if (newSize < 0) {
      throw new ErrnoException(Errno.EINVAL, "a size of " + newSize);
    }
    lock.writeLock().lock();
    try {
      // This also frees what was reserved beyond the end of the file.
      punchWithin(newSize, LARGEST_END);
      size = newSize;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes the file long enough for a range; the new part is a hole. */
  void extend(long offset, long length) {
    checkEnd(offset, length);
    long least = offset + length;
    if (size >= least) {
      return;
    }
    lock.writeLock().lock();
    try {
      size = Math.max(size, least);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes a range a hole; the size stays. */
  void punch(long offset, long length) {
    lock.writeLock().lock();
    try {
      punchWithin(offset, saturatedEnd(offset, length));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Makes a range a hole; the file grows where the range ends beyond it. */
  void punchOrExtend(long offset, long length) {
    lock.writeLock().lock();
    try {
      punchWithin(offset, offset + length);
      size = Math.max(size, offset + length);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void punchWithin(long offset, long end) {
    for (var entries = within(offset, end).entrySet().iterator(); entries.hasNext(); ) {
      Map.Entry<Long, Chunk> entry = entries.next();
      long start = entry.getKey() * CHUNK;
      Chunk chunk = entry.getValue();
      int gone = chunk.punch(from(start, offset), to(start, end), pool);
      pages -= Integer.bitCount(gone);
      space.give(Integer.bitCount(gone));
      if (chunk.isEmpty()) {
        entries.remove();
      }
    }
  }

  /**
   * Takes space for a range, so that writing it cannot fail for want of it.
   *
   * @param clear whether the range is to read as zeros afterwards
   * @param keepSize whether the file keeps its size even if the range ends beyond it
   */
  void allocate(long offset, long length, boolean clear, boolean keepSize) {
    if (offset < 0 || length <= 0) {
      throw new ErrnoException(Errno.EINVAL, length + " bytes at " + offset);
    }
    checkEnd(offset, length);
    long end = offset + length;
    // More than there is at all: refused before millions of pages are looked at.
    if (length / PAGE > space.total()) {
      throw noSpace(length, offset);
    }
    lock.writeLock().lock();
    try {
      if (clear) {
        within(offset, end)
            .forEach(
                (index, chunk) ->
                    chunk.clear(from(index * CHUNK, offset), to(index * CHUNK, end), pool));
      }
      reserve(offset, end);
      if (!keepSize) {
        size = Math.max(size, end);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void reserve(long offset, long end) {
    long needed = 0;
    long last = (end - 1) / CHUNK;
    for (long index = offset / CHUNK; index <= last; index++) {
      long start = index * CHUNK;
      needed += missing(index, Chunk.touched(from(start, offset), to(start, end)));
    }
    if (!space.takeAll(needed)) {
      throw noSpace(end - offset, offset);
    }
    pages += needed;
    for (long index = offset / CHUNK; index <= last; index++) {
      long start = index * CHUNK;
      chunks
          .computeIfAbsent(index, absent -> new Chunk())
          .reserve(Chunk.touched(from(start, offset), to(start, end)));
    }
  }

  /**
   * Finds data or a hole, as lseek(2) with SEEK_DATA and SEEK_HOLE.
   *
   * @throws ErrnoException ENXIO beyond the end of the file, or where no data follows
   */
  long seek(long offset, boolean data) {
    lock.readLock().lock();
    try {
      if (offset < 0 || offset >= size) {
        throw new ErrnoException(Errno.ENXIO, "offset " + offset + " of " + size + " bytes");
      }
      long found = data ? nextData(offset) : nextHole(offset);
      if (data && found >= size) {
        throw new ErrnoException(Errno.ENXIO, "no data from " + offset + " on");
      }
      return Math.min(found, size);
    } finally {
      lock.readLock().unlock();
    }
  }

  private long nextData(long offset) {
    for (Map.Entry<Long, Chunk> entry : within(offset, LARGEST_END).entrySet()) {
      long start = entry.getKey() * CHUNK;
      int found = entry.getValue().next(from(start, offset), true);
      if (found < CHUNK) {
        return start + found;
      }
    }
    return LARGEST_END;
  }

  private long nextHole(long offset) {
    long last = (size - 1) / CHUNK;
    for (long index = offset / CHUNK; index <= last; index++) {
      long start = index * CHUNK;
      int found = chunks.getOrDefault(index, HOLE).next(from(start, offset), false);
      if (found < CHUNK) {
        return start + found;
      }
    }
    return size;
  }

  /** A copy of the bytes, by chunk; what is absent is a hole. */
  record Copy(long size, Map<Long, byte[]> chunks) {}

  Copy copy() {
    lock.readLock().lock();
    try {
      Map<Long, byte[]> copies = new TreeMap<>();
      chunks.forEach(
          (index, chunk) -> {
            if (chunk.present() != 0) {
              byte[] bytes = new byte[CHUNK];
              chunk.read(0, CHUNK, ByteBuffer.wrap(bytes));
              copies.put(index, bytes);
            }
          });
      return new Copy(size, copies);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Puts a copy back into a file that was emptied; space that was reserved is given up. */
  void restore(Copy copy) {
    copy.chunks()
        .forEach(
            (index, bytes) -> {
              ByteBuffer source = ByteBuffer.wrap(bytes);
              int count = (int) Math.min(CHUNK, copy.size() - index * CHUNK);
              if (count > 0) {
                try (StagedBytes staged =
                    stage(
                        target -> {
                          int part = target.remaining();
                          target.put(source.slice(source.position(), part));
                          source.position(source.position() + part);
                        },
                        index * CHUNK,
                        count)) {
                  store(staged);
                }
              }
            });
    truncate(copy.size());
  }

  /** Gives all memory back: nothing refers to the file any more. */
  void discard() {
    lock.writeLock().lock();
    try {
      discarded = true;
      punchWithin(0, LARGEST_END);
      size = 0;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private NavigableMap<Long, Chunk> within(long offset, long end) {
    return offset >= end
        ? new TreeMap<>()
        : chunks.subMap(offset / CHUNK, true, (end - 1) / CHUNK, true);
  }

  private static int from(long start, long offset) {
    return (int) Math.max(0, offset - start);
  }

  private static int to(long start, long end) {
    // The byte at LARGEST_END is in no file, so a range that ends there covers the page it is in.
    return end == LARGEST_END ? CHUNK : (int) Math.min(CHUNK, end - start);
  }

  private static long saturatedEnd(long offset, long length) {
    return length > LARGEST_END - offset ? LARGEST_END : offset + length;
  }
}
