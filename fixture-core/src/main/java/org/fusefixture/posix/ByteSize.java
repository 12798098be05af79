package org.fusefixture.posix;

/**
 * A size in bytes.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative: " + bytes + " bytes");
    }
  }

  /** n bytes. */
  public static ByteSize bytes(long n) {
    return new ByteSize(n);
  }

  /** n times 1024 bytes. */
  public static ByteSize kibibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L));
  }

  /** n times 1024 kibibytes. */
  public static ByteSize mebibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L * 1024));
  }

  /** n times 1024 mebibytes. */
  public static ByteSize gibibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L * 1024 * 1024));
  }

  /** This size, so many times. */
  public ByteSize times(long count) {
    return new ByteSize(Math.multiplyExact(bytes, count));
  }

  /** Both sizes together. */
  public ByteSize plus(ByteSize more) {
    return new ByteSize(Math.addExact(bytes, more.bytes));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
