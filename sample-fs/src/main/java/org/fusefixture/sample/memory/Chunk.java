package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;

/**
 * Sixteen consecutive pages of a file, each a hole, reserved (counted, but without content), or
 * present. A chunk of which only the first page is present has the memory of one page, as most
 * files are small. In a present page, bytes that nobody wrote are zero.
 */
final class Chunk {
  private static final int PAGE = PagePool.PAGE;
  private static final ByteBuffer ZEROS =
      ByteBuffer.allocateDirect(PagePool.CHUNK).asReadOnlyBuffer();

  private ByteBuffer memory;
  private int present;
  private int reserved;

  /** Bits of the pages that a range touches, 0 for an empty one. */
  static int touched(int from, int to) {
    return from >= to ? 0 : bits(from / PAGE, (to + PAGE - 1) / PAGE);
  }

  /** Bits of the pages that lie within a range altogether. */
  static int covered(int from, int to) {
    int first = (from + PAGE - 1) / PAGE;
    return first >= to / PAGE ? 0 : bits(first, to / PAGE);
  }

  private static int bits(int first, int end) {
    return (1 << end) - (1 << first);
  }

  int present() {
    return present;
  }

  /** Pages that are present or reserved. */
  int allocated() {
    return present | reserved;
  }

  boolean isEmpty() {
    return allocated() == 0;
  }

  /** Copies bytes out; what is not present reads as zeros. */
  void read(int from, int to, ByteBuffer target) {
    for (int at = from; at < to; ) {
      boolean data = isPresent(at / PAGE);
      int end = at;
      while (end < to && isPresent(end / PAGE) == data) {
        end = Math.min(to, (end / PAGE + 1) * PAGE);
      }
      int position = target.position();
      target.put(position, data ? memory : ZEROS, data ? at : 0, end - at);
      target.position(position + end - at);
      at = end;
    }
  }

  /** Takes a piece in, up to byte {@code to}; its pages must have been accounted for. */
  void store(StagedBytes.Piece piece, int to, PagePool pool) {
    int from = piece.from;
    int pages = touched(from, to);
    if (piece.base == 0 && (present & ~covered(from, to)) == 0) {
      clearEdges(piece.memory(), from, to, pages);
      release(pool);
      memory = piece.detach();
    } else {
      hold(pages, pool);
      clearEdges(memory, from, to, pages & ~present);
      memory.put(from, piece.memory(), from - piece.base, to - from);
    }
    present |= pages;
    reserved &= ~pages;
  }

  /** Reserves pages, without content. */
  void reserve(int pages) {
    reserved |= pages & ~present;
  }

  /**
   * Makes a range read as zeros.
   *
   * @return the pages that have become holes
   */
  int punch(int from, int to, PagePool pool) {
    zero(from, to);
    int gone = covered(from, to) & allocated();
    present &= ~gone;
    reserved &= ~gone;
    if (present == 0) {
      release(pool);
    }
    return gone;
  }

  /** Makes a range read as zeros, and keeps its pages. */
  void clear(int from, int to, PagePool pool) {
    int gone = covered(from, to) & present;
    zero(from, to);
    present &= ~gone;
    reserved |= gone;
    if (present == 0) {
      release(pool);
    }
  }

  void release(PagePool pool) {
    if (memory != null) {
      pool.give(memory);
      memory = null;
    }
  }

  /**
   * First byte from {@code from} on that is in a page which is or is not present; CHUNK if none.
   */
  int next(int from, boolean data) {
    for (int at = from; at < PagePool.CHUNK; at = (at / PAGE + 1) * PAGE) {
      if (isPresent(at / PAGE) == data) {
        return at;
      }
    }
    return PagePool.CHUNK;
  }

  private boolean isPresent(int page) {
    return (present >>> page & 1) != 0;
  }

  /** Zeroes the parts of a range that are in present pages. */
  private void zero(int from, int to) {
    for (int at = from; at < to; ) {
      int end = Math.min(to, (at / PAGE + 1) * PAGE);
      if (isPresent(at / PAGE)) {
        memory.put(at, ZEROS, 0, end - at);
      }
      at = end;
    }
  }

  /** Zeroes what the first and the last page of a range have outside of it, if among some pages. */
  private static void clearEdges(ByteBuffer memory, int from, int to, int pages) {
    int first = from / PAGE;
    if ((pages >>> first & 1) != 0) {
      memory.put(first * PAGE, ZEROS, 0, from - first * PAGE);
    }
    int last = (to - 1) / PAGE;
    if ((pages >>> last & 1) != 0) {
      memory.put(to, ZEROS, 0, (last + 1) * PAGE - to);
    }
  }

  /** Ensures that there is memory for some pages. */
  private void hold(int pages, PagePool pool) {
    if (memory == null) {
      memory = pool.take(pages == 1 ? PAGE : PagePool.CHUNK);
    } else if (memory.capacity() == PAGE && pages != 1) {
      ByteBuffer larger = pool.takeChunk();
      larger.put(0, memory, 0, PAGE);
      pool.give(memory);
      memory = larger;
    }
  }
}
