package org.fusefixture.protocol;

import org.fusefixture.posix.ByteSize;

/**
 * A position in a file.
 *
 * @param bytes distance from the start of the file, in bytes; in directories a cookie of the server
 */
public record Offset(long bytes) implements Comparable<Offset> {
  /** The start of a file. */
  public static final Offset ZERO = new Offset(0);

  /**
   * {@return the position so many bytes from the start of a file}
   *
   * @param bytes from the start of the file
   */
  public static Offset at(long bytes) {
    return new Offset(bytes);
  }

  /**
   * {@return the position to which a size reaches from the start of a file}
   *
   * @param size from the start of the file
   */
  public static Offset at(ByteSize size) {
    return new Offset(size.bytes());
  }

  /**
   * {@return the position behind a part of this size that starts here}
   *
   * @param size of the part
   */
  public Offset plus(ByteSize size) {
    return plus(size.bytes());
  }

  /**
   * {@return the position so many bytes further on}
   *
   * @param distance in bytes; negative to go back
   */
  public Offset plus(long distance) {
    return new Offset(Math.addExact(bytes, distance));
  }

  @Override
  public int compareTo(Offset other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return Long.toString(bytes);
  }
}
