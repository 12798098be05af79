package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Single bits are inverted.
 *
 * @param count how many, each drawn anew
 */
public record FlippedBits(int count) implements Damage {
  public FlippedBits {
    Limits.requirePositive("count", count);
  }

  @Override
  public int apply(ByteBuffer bytes, long draw) {
    SplittableRandom random = new SplittableRandom(draw);
    long bits = bytes.remaining() * 8L;
    Set<Long> flipped = new HashSet<>();
    while (flipped.size() < Math.min(count, bits)) {
      long bit = random.nextLong(bits);
      if (flipped.add(bit)) {
        int at = bytes.position() + (int) (bit / 8);
        bytes.put(at, (byte) (bytes.get(at) ^ 1 << bit % 8));
      }
    }
    return bytes.remaining();
  }
}
