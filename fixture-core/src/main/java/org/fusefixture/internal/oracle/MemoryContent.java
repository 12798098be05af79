package org.fusefixture.internal.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fusefixture.internal.oracle.Content.Piece;

/**
 * What pages of a client hold, as far as the client has said, and which writes they went into. Safe
 * for use by several threads.
 */
public final class MemoryContent {
  /** Pages that are changed in smaller pieces than these are not followed any further. */
  private static final int MOST_PIECES = 10_000;

  /** Writes whose pages are watched for changes. */
  private static final int MOST_HANDOVERS = 16;

  private final Deque<Handover> handovers = new ArrayDeque<>();
  private Ranges<Content> pieces;

  /**
   * Pages that a write took.
   *
   * @param start first byte that it took, by its position in the pages
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

  /** The client is about to put bytes into a range, or has just done it. */
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
   * Other pages have taken the place of those of a range. Writes that took the old ones see neither
   * what the new ones hold nor, once all were replaced, what is put into them.
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
   * A write takes these pages: what they are changed to later must not be in the file.
   *
   * @param start first byte that it takes, by its position in the pages
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
