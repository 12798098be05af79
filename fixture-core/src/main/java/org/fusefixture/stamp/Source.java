package org.fusefixture.stamp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes may have come from.
 *
 * @param stamp what they carry; null for zeros
 * @param offset where in the file the first of them belongs; -1 for zeros
 * @param bytes what the bytes would be
 */
record Source(@Nullable Stamp stamp, long offset, byte[] bytes) {

  /** Zeros: a hole, or memory never written. */
  static Source zeros(int size) {
    return new Source(null, -1, new byte[size]);
  }

  /** Stamped bytes; the range must lie between 0 and {@code Long.MAX_VALUE}. */
  static Source stamped(Stamp stamp, long offset, int size) {
    byte[] bytes = new byte[size];
    StampWriter.fill(ByteBuffer.wrap(bytes), offset, stamp);
    return new Source(stamp, offset, bytes);
  }

  boolean isZeros() {
    return stamp == null;
  }

  /** How this differs from what was expected, for a person. */
  String describe(Stamp expected, long start) {
    if (stamp == null) {
      return "zeros";
    }
    StringBuilder text = new StringBuilder();
    difference(text, "seed", stamp.seed(), expected.seed());
    difference(text, "file", stamp.file(), expected.file());
    difference(text, "client", stamp.client(), expected.client());
    difference(text, "offset", offset, start);
    difference(text, "generation", stamp.generation(), expected.generation());
    return text.length() == 0 ? "what is expected" : text.toString();
  }

  private static void difference(StringBuilder text, String name, long found, long expected) {
    if (found != expected) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(name)
          .append(' ')
          .append(found)
          .append(" instead of ")
          .append(expected);
    }
  }
}
