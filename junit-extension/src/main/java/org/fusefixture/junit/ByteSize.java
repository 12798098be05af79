package org.fusefixture.junit;

/**
 * A size in bytes.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size (" + bytes + " bytes) must not be negative");
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

  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
