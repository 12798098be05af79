package org.fusefixture.internal.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fusefixture.internal.oracle.Content.Piece;

/**
 * What the pages of a client hold, as far as the client has recorded it, and which writes used
 * them. Thread-safe.
 */
public final class MemoryContent {
  /** Pages changed in more pieces than this are no longer followed. */
  private static final int MOST_PIECES = 10_000;

  /** Greatest number of writes whose pages are watched for changes. */
  private static final int MOST_HANDOVERS = 16;

  private final Deque<Handover> handovers = new ArrayDeque<>();
  private Ranges<Content> pieces;

  /**
   * Pages that a write used.
   *
   * @param start first byte of the write, by its position in the pages
   * @param end first byte after those
   * @param distance from the position in the pages to that in the file
   */
  private record Handover(
      FileHistory file, Operation operation, long start, long end, long distance) {
    boolean isWithin(Piece piece) {
      return piece.start() <= start && end <= piece.end();
    }

    void changed(Piece change) {
      if (change.start() + distance >= 0) {
        file.pagesChanged(operation, change.moved(distance));
      }
    }
  }

  /** Memory that holds one content everywhere. */
  public MemoryContent(Content content) {
    pieces = new Ranges<>(content);
  }

  /** The client is about to put bytes into a range, or has just done so. */
  public void put(Piece piece) {
    List<Handover> watching;
    synchronized (this) {
      pieces.set(piece.start(), piece.end(), piece.content());
      if (pieces.count() > MOST_PIECES) {
        pieces = new Ranges<>(Content.unknown());
      }
      watching = List.copyOf(handovers);
    }
    watching.forEach(handover -> handover.changed(piece));
  }

  /**
   * Other pages replace those of a range. Writes that used the old pages see neither the content of
   * the new ones nor, once all were replaced, later changes of them.
   */
  public synchronized void replace(Piece piece) {
    pieces.set(piece.start(), piece.end(), piece.content());
    handovers.removeIf(handover -> handover.isWithin(piece));
  }

  /** What a range holds, from front to back. */
  public synchronized List<Piece> pieces(long start, long end) {
    List<Piece> found = new ArrayList<>();
    pieces.forEach(start, end, (from, to, content) -> found.add(new Piece(from, to, content)));
    return found;
  }

  /**
   * A write uses these pages: later changes of them must not reach the file.
   *
   * @param start first byte of the write, by its position in the pages
   * @param end first byte after those
   * @param distance from the position in the pages to that in the file
   */
  public synchronized void handOver(
      FileHistory file, Operation operation, long start, long end, long distance) {
    handovers.addLast(new Handover(file, operation, start, end, distance));
    if (handovers.size() > MOST_HANDOVERS) {
      handovers.removeFirst();
    }
  }
}
