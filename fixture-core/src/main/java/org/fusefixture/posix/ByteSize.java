package org.fusefixture.posix;

/**
 * A size in bytes.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  /**
   * Refuses a negative size.
   *
   * @param bytes not negative
   */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size must not be negative: " + bytes + " bytes");
    }
  }

  /**
   * {@return a size of so many bytes}
   *
   * @param n not negative
   */
  public static ByteSize bytes(long n) {
    return new ByteSize(n);
  }

  /**
   * {@return a size of so many times 1024 bytes}
   *
   * @param n not negative
   */
  public static ByteSize kibibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L));
  }

  /**
   * {@return a size of so many times 1024 kibibytes}
   *
   * @param n not negative
   */
  public static ByteSize mebibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L * 1024));
  }

  /**
   * {@return a size of so many times 1024 mebibytes}
   *
   * @param n not negative
   */
  public static ByteSize gibibytes(long n) {
    return new ByteSize(Math.multiplyExact(n, 1024L * 1024 * 1024));
  }

  /**
   * {@return this size, so many times}
   *
   * @param count not negative
   */
  public ByteSize times(long count) {
    return new ByteSize(Math.multiplyExact(bytes, count));
  }

  /**
   * {@return both sizes together}
   *
   * @param more size to add
   */
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
