package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;

/**
 * Every n-th byte is inverted.
 *
 * @param n 1 for all
 */
public record EveryNthByte(int n) implements Damage {
  public EveryNthByte {
    Limits.requirePositive("n", n);
  }

  @Override
  public int apply(ByteBuffer bytes, long draw) {
    for (int at = bytes.position() + n - 1; at < bytes.limit(); at += n) {
      bytes.put(at, (byte) ~bytes.get(at));
    }
    return bytes.remaining();
  }
}
