package org.fusefixture.protocol;

/**
 * Names an open file or directory; chosen by the server in its reply to OPEN, OPENDIR, CREATE or
 * TMPFILE.
 *
 * @param value the number on the wire, 64 bits, unsigned
 */
public record FileHandle(long value) {

  /** The handle of a server that keeps nothing about open files. */
  public static final FileHandle NONE = new FileHandle(0);

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
