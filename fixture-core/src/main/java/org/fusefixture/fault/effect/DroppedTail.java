package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;

/**
 * The last bytes are missing; a WRITE is acknowledged with them all the same.
 *
 * @param bytes how many
 */
public record DroppedTail(int bytes) implements Damage {
  public DroppedTail {
    Limits.requirePositive("bytes", bytes);
  }

  @Override
  public int apply(ByteBuffer data, long draw) {
    return Math.max(0, data.remaining() - bytes);
  }
}
