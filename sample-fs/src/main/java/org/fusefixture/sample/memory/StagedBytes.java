package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes on their way into a file: already in page storage, not yet part of the file. They are taken
 * from their source without any lock, since a source may have to be waited for; putting them into
 * the file then costs little more than an exchange of pointers.
 */
final class StagedBytes implements AutoCloseable {
  /** Bytes to be stored, from front to back: a payload, or another file. */
  @FunctionalInterface
  interface Source {
    /** Fills the buffer up to its limit. */
    void read(ByteBuffer target);
  }

  /** The part of the bytes that falls into one chunk of the file. */
  static final class Piece {
    final long chunk;

    /** First byte and end, counted from the start of the chunk. */
    final int from;

    final int to;

    /** Where in the chunk the memory starts: 0, or a page if the piece lies within that page. */
    final int base;

    private ByteBuffer memory;

    private Piece(long chunk, int from, int to, int base, ByteBuffer memory) {
      this.chunk = chunk;
      this.from = from;
      this.to = to;
      this.base = base;
      this.memory = memory;
    }

    ByteBuffer memory() {
      return memory;
    }

    /** Hands the memory over to a chunk. */
    ByteBuffer detach() {
      ByteBuffer detached = memory;
      memory = null;
      return detached;
    }
  }

  private final PagePool pool;
  private final List<Piece> pieces;
  private final long offset;
  private final int size;

  private StagedBytes(PagePool pool, List<Piece> pieces, long offset, int size) {
    this.pool = pool;
    this.pieces = pieces;
    this.offset = offset;
    this.size = size;
  }

  /** Reads {@code size} bytes that are to be stored at an offset of a file. */
  static StagedBytes read(Source source, long offset, int size, PagePool pool) {
    List<Piece> pieces = new ArrayList<>(size / PagePool.CHUNK + 2);
    StagedBytes staged = new StagedBytes(pool, pieces, offset, size);
    boolean complete = false;
    try {
      long end = offset + size;
      for (long at = offset; at < end; ) {
        Piece piece = piece(at, end, pool);
        pieces.add(piece);
        ByteBuffer memory = piece.memory;
        memory.limit(piece.to - piece.base).position(piece.from - piece.base);
        source.read(memory);
        memory.clear();
        at += piece.to - piece.from;
      }
      complete = true;
      return staged;
    } finally {
      if (!complete) {
        staged.close();
      }
    }
  }

  private static Piece piece(long at, long end, PagePool pool) {
    long chunk = at / PagePool.CHUNK;
    int from = (int) (at % PagePool.CHUNK);
    int to = (int) Math.min(PagePool.CHUNK, from + (end - at));
    int base = from - from % PagePool.PAGE;
    return to - base <= PagePool.PAGE
        ? new Piece(chunk, from, to, base, pool.takePage())
        : new Piece(chunk, from, to, 0, pool.takeChunk());
  }

  List<Piece> pieces() {
    return pieces;
  }

  long offset() {
    return offset;
  }

  int size() {
    return size;
  }

  /** Gives memory back that no file took over. */
  @Override
  public void close() {
    for (Piece piece : pieces) {
      if (piece.memory != null) {
        pool.give(piece.detach());
      }
    }
  }
}
