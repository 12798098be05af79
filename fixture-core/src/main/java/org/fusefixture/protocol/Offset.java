package org.fusefixture.protocol;

/**
 * A position in a file.
 *
 * @param bytes distance from the start of the file, in bytes; in directories a cookie of the server
 */
public record Offset(long bytes) {
  /** The start of a file. */
  public static final Offset ZERO = new Offset(0);

  /** The position {@code distance} bytes further on. */
  public Offset plus(long distance) {
    return new Offset(Math.addExact(bytes, distance));
  }

  @Override
  public String toString() {
    return Long.toString(bytes);
  }
}
