package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/**
 * Off-heap memory for file contents, in blocks of one page or of one chunk. A block that is given
 * back is handed out again uncleared.
 *
 * <p>Memory comes from the system in slabs, since each direct buffer of its own costs an object
 * with a cleaner and a call of malloc(3).
 */
final class PagePool {
  /** Unit of allocation as callers see it, in bytes. */
  static final int PAGE = 4096;

  /** Pages that are kept in one piece, so that a large write is read in few calls. */
  static final int PAGES_PER_CHUNK = 16;

  /** Size of a chunk in bytes. */
  static final int CHUNK = PAGES_PER_CHUNK * PAGE;

  private static final int SLAB = 64 * CHUNK;

  private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
  private final Deque<ByteBuffer> pages = new ArrayDeque<>();

  /** A block of at least so many bytes, with any content: a page or a chunk. */
  ByteBuffer take(int size) {
    return size <= PAGE ? takePage() : takeChunk();
  }

  synchronized ByteBuffer takeChunk() {
    ByteBuffer chunk = chunks.poll();
    if (chunk != null) {
      return chunk;
    }
    ByteBuffer slab = newSlab();
    for (int at = CHUNK; at < SLAB; at += CHUNK) {
      chunks.push(slab.slice(at, CHUNK));
    }
    return slab.slice(0, CHUNK);
  }

  synchronized ByteBuffer takePage() {
    ByteBuffer page = pages.poll();
    if (page != null) {
      return page;
    }
    ByteBuffer chunk = takeChunk();
    for (int at = PAGE; at < CHUNK; at += PAGE) {
      pages.push(chunk.slice(at, PAGE));
    }
    return chunk.slice(0, PAGE);
  }

  /** Takes a block back; the caller must not use it any more. */
  synchronized void give(ByteBuffer block) {
    block.clear();
    (block.capacity() == PAGE ? pages : chunks).push(block);
  }

  private static ByteBuffer newSlab() {
    try {
      return ByteBuffer.allocateDirect(SLAB + PAGE).alignedSlice(PAGE).slice(0, SLAB);
    } catch (OutOfMemoryError e) {
      // Raised by java.nio.Bits for -XX:MaxDirectMemorySize; the heap is not concerned.
      throw new ErrnoException(Errno.ENOSPC, "no direct memory for " + SLAB + " bytes: " + e);
    }
  }
}
