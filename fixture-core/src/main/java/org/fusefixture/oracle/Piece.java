package org.fusefixture.oracle;

import java.util.Objects;

/**
 * A range with one content.
 *
 * @param start its first position
 * @param end the position behind its last
 */
public record Piece(long start, long end, Content content) {
  public Piece {
    Objects.requireNonNull(content, "content");
    if (start < 0 || start > end) {
      throw new IllegalArgumentException("a piece from " + start + " to " + end + " is none");
    }
  }

  /** The same bytes further on. */
  public Piece moved(long distance) {
    return new Piece(start + distance, end + distance, content.moved(distance));
  }
}
