package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;

/**
 * Bytes become zero.
 *
 * @param from first of them, counted from the start of the payload
 * @param length how many; 0 for all that follow
 */
public record Zeroed(int from, int length) implements Damage {
  public Zeroed {
    Limits.requireNotNegative("from", from);
    Limits.requireNotNegative("length", length);
  }

  @Override
  public int apply(ByteBuffer bytes, long draw) {
    int start = bytes.position() + Math.min(from, bytes.remaining());
    int end = length == 0 ? bytes.limit() : (int) Math.min(bytes.limit(), (long) start + length);
    for (int at = start; at < end; at++) {
      bytes.put(at, (byte) 0);
    }
    return bytes.remaining();
  }
}
