package org.fusefixture.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A name in Linux: bytes other than NUL, usually but not necessarily UTF-8. */
abstract sealed class ByteName permits FileName, LinkTarget, XattrName {
  private final byte[] bytes;

  ByteName(byte[] bytes) {
    this.bytes = bytes;
    for (byte value : bytes) {
      if (value == 0) {
        throw new IllegalArgumentException("a name has no NUL byte, but this does: " + this);
      }
    }
  }

  /** {@return a copy of the bytes, without the NUL that ends them on the wire} */
  public final byte[] toBytes() {
    return bytes.clone();
  }

  /** {@return the number of bytes, without the NUL that ends them on the wire} */
  public final int length() {
    return bytes.length;
  }

  /**
   * Appends the bytes at the buffer's position, without a NUL.
   *
   * @param target has at least {@link #length()} bytes left
   */
  public final void putInto(ByteBuffer target) {
    target.put(bytes);
  }

  /** {@return the name as a string of C, so that no byte of it can upset a terminal or a report} */
  public final String quoted() {
    StringBuilder text = new StringBuilder("\"");
    toString()
        .chars()
        .forEach(
            c -> {
              if (c < ' ' || c == 0x7f) {
                text.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
              }
            });
    return text.append('"').toString();
  }

  /** Refuses a wrong length; the message leaves out the name, which may be long. */
  final void requireLength(String what, int least, int most) {
    if (bytes.length < least || bytes.length > most) {
      throw new IllegalArgumentException(
          what + " has " + least + " to " + most + " bytes, not " + bytes.length);
    }
  }

  final boolean contains(char ascii) {
    for (byte value : bytes) {
      if (value == ascii) {
        return true;
      }
    }
    return false;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // names of different kinds differ, whatever their bytes
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && Arrays.equals(((ByteName) other).bytes, bytes);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes read as UTF-8; what is not UTF-8 shows as a replacement character. */
  @Override
  public final String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
